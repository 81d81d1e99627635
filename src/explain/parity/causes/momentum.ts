import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import type { FirstOrderKind } from "../../../nn/optimizers/optimizer.ts";
import { decayed } from "../../../nn/optimizers/weightDecay.ts";
import type { Rule, Setup } from "../setup.ts";

/** What a step of gradient descent with momentum is made of; `begun` is 0 in the first step and 1 then. */
export interface MomentumParts {
  readonly g: Node;
  readonly velocity: Node;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly learningRate: Node;
  readonly begun: Node;
}

/** Gradient descent with another momentum: the new velocity, and what is subtracted from the parameter. */
export function momentumWith(
  { rule: { kind, settings } }: Setup,
  step: (parts: MomentumParts) => { readonly velocity: Node; readonly move: Node },
): Rule | undefined {
  const { momentum, weightDecay } = settings as Record<string, number>;
  if (kind.name !== "sgd" || !(momentum! > 0)) return undefined;
  const update: FirstOrderKind["update"] = ({ parameter, gradient, learningRate, slots, scalars }) => {
    const { velocity, move } = step({
      g: decayed(gradient, parameter, { weightDecay: weightDecay! }),
      velocity: slots.velocity!,
      momentum: momentum!,
      nesterov: settings.nesterov === true,
      learningRate,
      begun: scalars.begun!,
    });
    return { parameter: ops.sub(parameter, move), slots: { velocity } };
  };
  const scalars = () => ({ begun: { initial: 0, next: (now: Node) => ops.maximum(1, now) } });
  return { kind: { ...kind, update, scalars }, settings };
}

/** What Nesterov's form steps along, or else the velocity itself. */
export const along = ({ g, momentum, nesterov }: MomentumParts, velocity: Node): Node =>
  nesterov ? ops.add(g, ops.mul(momentum, velocity)) : velocity;
