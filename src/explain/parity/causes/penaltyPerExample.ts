import { ops } from "../../../graph/build.ts";
import { isPenalized } from "../setup.ts";
import { byLoss, type Cause } from "./cause.ts";

export const penaltyPerExample: Cause = {
  name: "penaltyPerExample",
  acts: byLoss,
  looks: "MLPClassifier(alpha=0.01)  # loss += alpha / 2 * sum(W ** 2) / len(batch)",
  change: (setup) =>
    isPenalized(setup.means)
      ? [
          {
            setup: {
              ...setup,
              penalty: (parameters, size) => ops.mul(1 / size.examples, setup.penalty(parameters, size)),
            },
          },
        ]
      : [],
  said: () => ({
    en: "The penalty is divided by the number of examples in the batch, as scikit-learn does; here it is not.",
    ko: "scikit-learn처럼 벌점을 배치의 예제 수로 나누었습니다. 여기서는 나누지 않습니다.",
  }),
};
