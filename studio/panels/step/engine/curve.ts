import { dependencies, namedValues } from "../../../../src/explain/trace/roles.ts";
import { gradients } from "../../../../src/grad/gradients.ts";
import { input, ops } from "../../../../src/graph/build.ts";
import { evaluator } from "../../../../src/graph/evaluate.ts";
import { type Activation, activations } from "../../../../src/nn/activations.ts";
import type { CurveView } from "../view.ts";
import type { Held } from "./held.ts";

/** Points of the curve. */
const points = 97;
/** Activations that are no curve of one number, or are written in another layer. */
const flat: readonly Activation[] = ["softmax", "identity"];
/** It is drawn at least this far to both sides of 0. */
const reach = 4;

/**
 * The activation that makes A1 of Z1, with the element at a place on it: for A1, and for dZ1, which is multiplied by
 * its slope. Undefined where there is no such curve.
 */
export function curveOf({ taken, moment }: Held, name: string, place: number): CurveView | undefined {
  const number = Number(/^(?:A|dZ)(\d+)$/.exec(name)?.[1]);
  const dense = moment.plan.network.layers.filter(({ type }) => type === "dense");
  const activation = dense[number - 1]?.activation as Activation | undefined;
  const pass = namedValues(taken.training).filter(({ role }) => role === "forward");
  const [before, after] = [`Z${number}`, `A${number}`].map(
    (one) => pass.find((value) => value.name === one)?.node,
  );
  if (!activation || !before || !after || flat.includes(activation) || dependencies(after).length !== 1)
    return undefined;
  // The output's error term is in one piece with the loss: no slope of an activation stands in it.
  if (name.startsWith("d") && after === taken.training.graph.outputs.output) return undefined;
  const z = taken.valuesOf(before)[place]!;
  if (!Number.isFinite(z)) return undefined;
  const far = Math.max(reach, 1.2 * Math.abs(z));
  const x = Float64Array.from({ length: points }, (_, i) => far * ((2 * i) / (points - 1) - 1));
  return {
    activation,
    input: before.name!,
    output: after.name!,
    x,
    y: sampled(activation, x).y,
    at: { z, a: taken.valuesOf(after)[place]!, slope: sampled(activation, Float64Array.of(z)).slope[0]! },
  };
}

/** Values and slopes of an activation. */
function sampled(activation: Activation, x: Float64Array) {
  const z = input("z", [x.length]);
  const y = activations[activation](z);
  const [slope] = gradients(ops.sum(y), [z]);
  const run = evaluator({ outputs: { y, slope: slope! }, updates: [] });
  run.bind("z", x);
  run.run();
  return { y: Float64Array.from(run.valueOf(y)), slope: Float64Array.from(run.valueOf(slope!)) };
}
