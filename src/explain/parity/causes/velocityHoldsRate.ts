import { ops } from "../../../graph/build.ts";
import type { Cause } from "./cause.ts";
import { momentumWith } from "./momentum.ts";

export const velocityHoldsRate: Cause = {
  name: "velocityHoldsRate",
  acts: ["weight"],
  looks: "v = mu * v - lr * g; w += v",
  change(setup) {
    const rule = momentumWith(setup, ({ g, velocity, momentum, nesterov, learningRate }) => {
      const step = ops.mul(learningRate, g);
      const next = ops.add(ops.mul(momentum, velocity), step);
      return { velocity: next, move: nesterov ? ops.add(step, ops.mul(momentum, next)) : next };
    });
    return rule ? [{ setup: { ...setup, rule } }] : [];
  },
  said: () => ({
    en: "The velocity holds the learning rate, v = mu v - lr g and w + v, as in Keras and scikit-learn; here w - lr v with v = mu v + g, as in PyTorch. They part where the rate changes.",
    ko: "속도에 학습률이 들어 있습니다: Keras, scikit-learn처럼 v = mu v - lr g, w + v. 여기서는 PyTorch처럼 v = mu v + g, w - lr v입니다. 학습률이 바뀌면 둘이 달라집니다.",
  }),
};
