import type { TypedArray } from "../../src/base/dtype.ts";
import { type Evaluator, evaluator } from "../../src/graph/evaluate.ts";
import {
  type Activation,
  dense,
  mlp,
  parseLoss,
  sgd,
  type TrainingStep,
  trainingStep,
} from "../../src/index.ts";

/** The named values of one training step, computed by the interpreter from inputs by name. */
export function stepValues(
  { graph }: Pick<TrainingStep, "graph">,
  inputs: Readonly<Record<string, readonly number[]>>,
): (name: string) => readonly number[] {
  const run: Evaluator = evaluator(graph);
  for (const [name, values] of Object.entries(inputs))
    run.bind(name, Float64Array.from(values) as TypedArray);
  run.run();
  return (name) => {
    const node = run.order.find((one) => one.name === name) ?? graph.outputs[name];
    if (!node) throw new Error(`the step has no value "${name}"`);
    return Array.from(run.valueOf(node));
  };
}

/** How far two lists are apart, relative to the size of the expected numbers, at the worst place. */
export function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((worst, e, i) => Math.max(worst, Math.abs(actual[i]! - e) / Math.abs(e)), 0);
}

/** A matrix given one row a unit (or one column an example) as the flat list of its transpose. */
export const transposed = (rows: readonly (readonly number[])[]): number[] =>
  rows[0]!.flatMap((_, j) => rows.map((row) => row[j]!));

/** One step of lesson 4's network on all 400 points, with another hidden activation where one is given. */
export const flowerStep = (hidden: Activation = "tanh"): TrainingStep =>
  trainingStep(mlp(2, dense(4, hidden), dense(1, "sigmoid")).network, {
    dtype: "float64",
    examples: 400,
    batch: 400,
    targets: { kind: "values", width: 1, distribution: false, classes: true },
    weighted: false,
    loss: parseLoss("binaryCrossEntropy"),
    optimizer: sgd(1.2),
    penalty: { l1: 0, l2: 0 },
    clipping: {},
  });
