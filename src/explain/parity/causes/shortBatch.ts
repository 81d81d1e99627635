import { ops } from "../../../graph/build.ts";
import { isSum } from "../setup.ts";
import { byLoss, type Cause } from "./cause.ts";

export const shortBatch: Cause = {
  name: "shortBatch",
  acts: byLoss,
  looks: "loss = losses.sum() / batch_size  # the last batch has fewer",
  change: (setup) =>
    isSum(setup.means)
      ? []
      : [
          {
            setup: {
              ...setup,
              loss: (a, y, size) => ops.mul(size.examples / size.largest, setup.loss(a, y, size)),
            },
          },
        ],
  said: () => ({
    en: "The short last batch is divided by the size of a full one; here each batch is divided by its own number of examples.",
    ko: "짧은 마지막 배치도 온전한 배치 크기로 나누었습니다. 여기서는 배치마다 자기 예제 수로 나눕니다.",
  }),
};
