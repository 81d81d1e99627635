import { ops } from "../../../graph/build.ts";
import { byLoss, type Cause } from "./cause.ts";

export const penaltyNoHalf: Cause = {
  name: "penaltyNoHalf",
  acts: byLoss,
  looks: "keras.regularizers.l2(0.01)  # 0.01 * sum(W ** 2)",
  change: (setup) =>
    setup.means.penalty.l2 > 0
      ? [
          {
            setup: {
              ...setup,
              penalty: (parameters, size) => {
                const matrices = parameters.filter(({ shape }) => shape.length === 2);
                const squares = matrices.map((w) =>
                  ops.mul(setup.means.penalty.l2 / 2, ops.sum(ops.square(w))),
                );
                return squares.reduce((a, b) => ops.add(a, b), setup.penalty(parameters, size));
              },
            },
          },
        ]
      : [],
  said: () => ({
    en: "The L2 penalty is l2 times the sum of W^2, as in Keras; here it is half of that, so that its gradient is l2 W. Halve or double l2.",
    ko: "L2 벌점이 Keras처럼 W^2의 합에 l2를 곱한 값입니다. 여기서는 그 절반이라 기울기가 l2 W입니다. l2를 두 배나 절반으로 바꾸세요.",
  }),
};
