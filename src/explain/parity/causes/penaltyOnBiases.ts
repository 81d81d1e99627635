import { ops } from "../../../graph/build.ts";
import { byLoss, type Cause } from "./cause.ts";

export const penaltyOnBiases: Cause = {
  name: "penaltyOnBiases",
  acts: byLoss,
  looks: "sum((p ** 2).sum() for p in model.parameters())",
  change: (setup) =>
    setup.means.penalty.l2 > 0
      ? [
          {
            setup: {
              ...setup,
              penalty: (parameters, size) => {
                const others = parameters.filter(({ shape }) => shape.length !== 2);
                const squares = others.map((p) =>
                  ops.mul(setup.means.penalty.l2 / 2, ops.sum(ops.square(p))),
                );
                return squares.reduce((a, b) => ops.add(a, b), setup.penalty(parameters, size));
              },
            },
          },
        ]
      : [],
  said: () => ({
    en: "The L2 penalty is on biases too; here it is on weight matrices alone.",
    ko: "L2 벌점이 편향에도 붙어 있습니다. 여기서는 가중치 행렬에만 붙습니다.",
  }),
};
