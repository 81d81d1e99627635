import { ops } from "../../../graph/build.ts";
import { byLoss, type Cause } from "./cause.ts";

export const probabilitiesClipped: Cause = {
  name: "probabilitiesClipped",
  acts: byLoss,
  looks: "np.log(np.clip(a, 1e-7, 1 - 1e-7))  # Keras, from_logits=False",
  change: (setup) =>
    setup.means.loss.name === "crossEntropy" || setup.means.loss.name === "binaryCrossEntropy"
      ? [1e-7, 1e-12, 1e-15].map((least) => ({
          setup: { ...setup, outputs: (a) => ops.minimum(1 - least, ops.maximum(least, setup.outputs(a))) },
          other: String(least),
        }))
      : [],
  said: ({ other }) => ({
    en: `Probabilities are kept ${other} away from 0 and 1 before the logarithm; here the loss is computed from the logits.`,
    ko: `로그를 취하기 전에 확률을 0과 1에서 ${other} 이상 떨어뜨렸습니다. 여기서는 손실을 로짓에서 계산합니다.`,
  }),
};
