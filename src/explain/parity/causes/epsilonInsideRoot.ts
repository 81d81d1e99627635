import { ops } from "../../../graph/build.ts";
import { movingAverage } from "../../../nn/optimizers/movingAverage.ts";
import type { FirstOrderKind } from "../../../nn/optimizers/optimizer.ts";
import { decayed } from "../../../nn/optimizers/weightDecay.ts";
import type { Setup } from "../setup.ts";
import { adamWith } from "./adam.ts";
import type { Cause, Variant } from "./cause.ts";

export const epsilonInsideRoot: Cause = {
  name: "epsilonInsideRoot",
  acts: ["weight"],
  looks: "g / sqrt(v + epsilon)  # RMSprop of Keras",
  change: (setup) => [
    ...adamWith(setup, ({ mean, square, correction1, correction2, epsilon }) =>
      ops.div(ops.div(mean, correction1), ops.sqrt(ops.add(ops.div(square, correction2), epsilon))),
    ),
    ...rmsPropInside(setup),
  ],
  said: () => ({
    en: "Epsilon is added inside the root, sqrt(v + epsilon); here outside, sqrt(v) + epsilon.",
    ko: "엡실론을 제곱근 안에 더했습니다: sqrt(v + epsilon). 여기서는 밖에 더합니다: sqrt(v) + epsilon.",
  }),
};

function rmsPropInside(setup: Setup): Variant[] {
  const { kind, settings } = setup.rule;
  const { decay, momentum, centered, epsilon, weightDecay } = settings as Record<string, number>;
  if ((kind.name !== "rmsProp" && kind.name !== "adagrad") || centered) return [];
  const update: FirstOrderKind["update"] = ({ parameter, gradient, learningRate, slots }) => {
    const g = decayed(gradient, parameter, { weightDecay: weightDecay! });
    const square =
      decay === undefined
        ? ops.add(slots.square!, ops.square(g))
        : movingAverage(decay, slots.square!, ops.square(g));
    const step = ops.div(g, ops.sqrt(ops.add(square, epsilon!)));
    const velocity = slots.velocity && ops.add(ops.mul(momentum!, slots.velocity), step);
    return {
      parameter: ops.sub(parameter, ops.mul(learningRate, velocity ?? step)),
      slots: { square, ...(velocity && { velocity }) },
    };
  };
  return [{ setup: { ...setup, rule: { kind: { ...kind, update }, settings } } }];
}
