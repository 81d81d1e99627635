import { ops } from "../../../graph/build.ts";
import type { Cause } from "./cause.ts";

export const varianceBiased: Cause = {
  name: "varianceBiased",
  acts: ["statistic"],
  looks: "keras.layers.BatchNormalization()  # moving_variance by m, not m - 1",
  change: (setup) =>
    setup.layers.some(({ type }) => type === "batchNorm")
      ? [
          {
            setup: {
              ...setup,
              statistic(change) {
                const { name, old, momentum, examples } = change;
                const now = setup.statistic(change);
                if (!name.startsWith("variance") || examples < 2) return now;
                const kept = ops.mul(momentum, old);
                return ops.add(kept, ops.mul((examples - 1) / examples, ops.sub(now, kept)));
              },
            },
          },
        ]
      : [],
  said: () => ({
    en: "The running variance takes the variance of a batch divided by m, as Keras does; here it is divided by m - 1, as in PyTorch.",
    ko: "이동 분산에 Keras처럼 m으로 나눈 배치 분산을 썼습니다. 여기서는 PyTorch처럼 m - 1로 나눕니다.",
  }),
};
