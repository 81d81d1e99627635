import { byForward, type Cause } from "./cause.ts";

export const dropLast: Cause = {
  name: "dropLast",
  acts: [...byForward, "weight"],
  looks: "DataLoader(data, batch_size=32, drop_last=True)",
  change: (setup, { trace }) =>
    trace.batches.short ? [{ setup: { ...setup, dropLast: !setup.dropLast } }] : [],
  said: () => ({
    en: "The last batch of a pass, which has fewer examples, is left out; here it is trained on.",
    ko: "예제가 모자라는 마지막 배치를 버렸습니다. 여기서는 그 배치도 학습에 씁니다.",
  }),
};
