import type { FloatType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { input, named } from "../graph/build.ts";
import type { Node, Update } from "../graph/node.ts";
import { type Clipping, clip } from "./clip.ts";
import { optimizerKind } from "./optimizers/index.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";

/** An array the optimizer remembers: it starts with `initial` at every place. */
export interface Memory {
  readonly name: string;
  readonly shape: Shape;
  readonly initial: number;
}

/** The updates of all parameters, and what the optimizer must remember for them. */
export interface Descent {
  readonly updates: readonly Update[];
  readonly memories: readonly Memory[];
}

/**
 * One step of a first-order optimizer on every parameter: gradients clipped, then the rule. An optimizer that looks
 * at all the data several times for a step moves the parameters itself: then there is nothing to update here.
 */
export function descend(
  optimizer: Optimizer,
  clipping: Clipping,
  parameters: readonly Node[],
  gradients: readonly Node[],
  dtype: FloatType,
): Descent {
  const kind = optimizerKind(optimizer.name);
  if (kind.kind === "fullBatch") return { updates: [], memories: [] };
  const { settings } = optimizer;
  const learningRate = input("learningRate", [], dtype);
  const updates: Update[] = [];
  const memories: Memory[] = [];
  const remember = (name: string, shape: Shape, initial: number): Node => {
    memories.push({ name, shape, initial });
    return input(name, shape, dtype);
  };

  const scalars: Record<string, Node> = {};
  for (const [name, { initial, next }] of Object.entries(kind.scalars?.(settings) ?? {})) {
    scalars[name] = remember(`${optimizer.name}.${name}`, [], initial);
    updates.push({ target: scalars[name], value: next(scalars[name]) });
  }
  const clipped = clip(gradients, clipping);
  parameters.forEach((parameter, i) => {
    const slots = Object.fromEntries(
      kind.slots(settings).map((slot) => [slot, remember(`${parameter.name}.${slot}`, parameter.shape, 0)]),
    );
    const next = kind.update({ parameter, gradient: clipped[i]!, learningRate, slots, scalars, settings });
    updates.push({ target: parameter, value: named(`${parameter.name}_new`, next.parameter) });
    for (const [slot, value] of Object.entries(next.slots)) updates.push({ target: slots[slot]!, value });
  });
  return { updates, memories };
}
