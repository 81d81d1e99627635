import type { Cause } from "./cause.ts";

export const runningLoss: Cause = {
  name: "runningLoss",
  acts: ["loss"],
  looks: 'def on_train_batch_end(self, k, logs): losses.append(logs["loss"])  # Keras',
  change: (setup) => [{ setup: { ...setup, runningLoss: true } }],
  said: () => ({
    en: "What is recorded as the loss is the mean over all examples so far, as Keras prints it, and not that of the batch.",
    ko: "기록된 손실은 배치의 손실이 아니라, Keras가 출력하는 것처럼 그때까지 본 모든 예제의 평균입니다.",
  }),
};
