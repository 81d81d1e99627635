import { express } from "../../src/graph/express.ts";
import { type Graph, rootsOf, topological } from "../../src/graph/node.ts";
import { dense } from "../../src/nn/layers/dense.ts";
import type { Layer } from "../../src/nn/layers/layer.ts";
import { parseLoss } from "../../src/nn/losses/index.ts";
import { sgd } from "../../src/nn/optimizers/sgd.ts";
import { type StepSettings, type TrainingStep, trainingStep } from "../../src/nn/step.ts";

/** One step of gradient descent on 400 examples of 2 features, all at once unless `more` says otherwise. */
export function stepOf(
  layers: readonly Layer[],
  loss: string,
  more: Partial<StepSettings> = {},
): TrainingStep {
  return trainingStep(
    { features: 2, layers },
    {
      dtype: "float64",
      examples: 400,
      batch: 400,
      targets: { kind: "values", width: 1, distribution: false, classes: true },
      weighted: false,
      loss: parseLoss(loss),
      optimizer: sgd(1.2),
      penalty: { l1: 0, l2: 0 },
      clipping: {},
      ...more,
    },
  );
}

/** Lesson 4's network: two inputs, four hidden units, one output. */
export const planar = (more: Partial<StepSettings> = {}): TrainingStep =>
  stepOf([dense(4, "tanh"), dense(1, "sigmoid")], "binaryCrossEntropy", more);

/** The formula of each named value that is no leaf. */
export const formulas = (graph: Graph): Record<string, string> =>
  Object.fromEntries(
    topological(rootsOf(graph))
      .filter((node) => node.name !== undefined && node.inputs.length > 0)
      .map((node) => [node.name!, express(node)]),
  );
