import { ops } from "../../../graph/build.ts";
import { byLoss, type Cause } from "./cause.ts";

export const overOutputs: Cause = {
  name: "overOutputs",
  acts: byLoss,
  looks: "loss = ((a - y) ** 2).sum(axis=1).mean()",
  change(setup, { trace }) {
    const { outputs } = trace.weights;
    if (outputs < 2) return [];
    const scaled = (factor: number) => ({
      setup: { ...setup, loss: (a, y, size) => ops.mul(factor, setup.loss(a, y, size)) } as typeof setup,
      other: factor > 1 ? "sum" : "mean",
    });
    return [scaled(outputs), scaled(1 / outputs)];
  },
  said: ({ other }) =>
    other === "sum"
      ? {
          en: "The loss adds over the outputs of an example; here it is their mean.",
          ko: "기록된 손실은 예제 하나의 출력들을 더한 값이고 여기서는 평균입니다.",
        }
      : {
          en: "The loss is a mean over every element, examples times outputs; here it adds over the outputs of an example.",
          ko: "기록된 손실은 모든 원소(예제 수 × 출력 수)의 평균이고, 여기서는 예제 하나의 출력들을 더합니다.",
        },
};
