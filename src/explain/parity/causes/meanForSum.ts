import { ops } from "../../../graph/build.ts";
import { isSum } from "../setup.ts";
import { byLoss, type Cause } from "./cause.ts";

export const meanForSum: Cause = {
  name: "meanForSum",
  acts: byLoss,
  looks: "loss = 0.5 * ((a - y) ** 2).mean()",
  change(setup, { trace }) {
    if (!isSum(setup.means)) return [];
    const divided = (count: number) => ({
      setup: {
        ...setup,
        loss: (a, y, size) => ops.mul(1 / (size.examples * count), setup.loss(a, y, size)),
      } as typeof setup,
    });
    const { outputs } = trace.weights;
    return [divided(1), ...(outputs > 1 ? [divided(outputs)] : [])];
  },
  said: () => ({
    en: "The loss is a mean over the batch; this loss is a sum. Its gradients are smaller by the number of examples.",
    ko: "기록된 손실은 배치의 평균이고, 여기서 정한 손실은 합입니다. 기울기도 예제 수만큼 작습니다.",
  }),
};
