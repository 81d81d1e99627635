import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import { movingAverage } from "../../../nn/optimizers/movingAverage.ts";
import type { FirstOrderKind, UpdateContext } from "../../../nn/optimizers/optimizer.ts";
import { decayed } from "../../../nn/optimizers/weightDecay.ts";
import type { Setup } from "../setup.ts";
import type { Variant } from "./cause.ts";

/** What a step of Adam is made of. */
export interface AdamParts {
  readonly mean: Node;
  readonly square: Node;
  readonly correction1: Node;
  readonly correction2: Node;
  readonly epsilon: number;
}

/** Adam and AdamW with another way to make a step of the two averages; none for other optimizers. */
export function adamWith(setup: Setup, step: (parts: AdamParts) => Node): Variant[] {
  const { kind, settings } = setup.rule;
  if (kind.name !== "adam" && kind.name !== "adamW") return [];
  return [{ setup: { ...setup, rule: { kind: { ...kind, update }, settings } } }];

  function update(context: UpdateContext<FirstOrderKind["settings"]>) {
    const { parameter, gradient, learningRate, slots, scalars } = context;
    const { beta1, beta2, epsilon, weightDecay } = settings as Record<string, number>;
    const apart = kind.name === "adamW";
    const g = apart ? gradient : decayed(gradient, parameter, { weightDecay: weightDecay! });
    const mean = movingAverage(beta1!, slots.mean!, g);
    const square = movingAverage(beta2!, slots.square!, ops.square(g));
    const { correction1, correction2 } = scalars as Record<"correction1" | "correction2", Node>;
    const move = step({ mean, square, correction1, correction2, epsilon: epsilon! });
    const kept = apart ? ops.mul(ops.sub(1, ops.mul(weightDecay!, learningRate)), parameter) : parameter;
    return { parameter: ops.sub(kept, ops.mul(learningRate, move)), slots: { mean, square } };
  }
}
