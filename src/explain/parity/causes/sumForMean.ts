import { ops } from "../../../graph/build.ts";
import { isSum } from "../setup.ts";
import { byLoss, type Cause } from "./cause.ts";

export const sumForMean: Cause = {
  name: "sumForMean",
  acts: byLoss,
  looks: 'torch.nn.MSELoss(reduction="sum")',
  change: (setup) =>
    isSum(setup.means)
      ? []
      : [{ setup: { ...setup, loss: (a, y, size) => ops.mul(size.examples, setup.loss(a, y, size)) } }],
  said: () => ({
    en: "The loss is the sum over the examples of the batch; here it is their mean. Its gradients are larger by the number of examples.",
    ko: "기록된 손실은 배치 예제들의 합이고 여기서는 평균입니다. 기울기도 예제 수만큼 큽니다.",
  }),
};
