import { ops } from "../../../graph/build.ts";
import { byLoss, type Cause } from "./cause.ts";

export const factorTwo: Cause = {
  name: "factorTwo",
  acts: byLoss,
  looks: "loss = 0.5 * ((a - y) ** 2).mean()",
  change: (setup) =>
    [0.5, 2].map((factor) => ({
      setup: { ...setup, loss: (a, y, size) => ops.mul(factor, setup.loss(a, y, size)) },
      other: factor === 2 ? "2" : "1/2",
    })),
  said: ({ other }) => ({
    en: `The loss has a factor of ${other} that it has not here, as between (a - y)^2 and 1/2 (a - y)^2.`,
    ko: `기록된 손실에는 여기에 없는 인수(${other})가 붙어 있습니다. (a - y)^2과 1/2 (a - y)^2의 차이와 같습니다.`,
  }),
};
