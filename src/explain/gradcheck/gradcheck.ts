import type { ArrayInput } from "../../array/ndarray.ts";
import { RandomState } from "../../array/random.ts";
import { fail } from "../../base/error.ts";
import { applyScaling } from "../../data/scaling.ts";
import { evaluator } from "../../graph/evaluate.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { drawWeights, type Network } from "../../nn/network.ts";
import { trainingStep } from "../../nn/step.ts";
import { checkOptions } from "../../train/checkOptions.ts";
import type { Model } from "../../train/model.ts";
import type { FitOptions } from "../../train/options.ts";
import { checkInputs, planRun } from "../../train/plan.ts";
import { requireModel } from "../../train/requireModel.ts";
import { checkSlopes, type ParameterCheck } from "./check.ts";
import { type Culprit, findCulprits } from "./culprits.ts";

export interface GradcheckOptions
  extends Pick<FitOptions, "loss" | "l1" | "l2" | "seed" | "sampleWeights" | "classWeights" | "scale"> {
  /** The largest relative error that passes; 1e-6 when left out. */
  readonly tolerance?: number;
  /** The most elements of a parameter to look at; all of up to 1,000 in the network, else 25 of each parameter. */
  readonly elements?: number;
}

/** What a gradient check found. */
export interface Evidence {
  readonly passed: boolean;
  readonly network: Network;
  readonly loss: Loss;
  /** The value of the loss, float64. */
  readonly value: number;
  readonly examples: number;
  readonly tolerance: number;
  readonly parameters: readonly ParameterCheck[];
  /** Where a gradient failed: what is to blame. */
  readonly culprits: readonly Culprit[];
}

/** A network of up to so many numbers is checked number by number. */
const checkedWhole = 1000;
const sampleOfEach = 25;

/**
 * Checks the gradients that training uses against central differences of the loss, both computed in float64 whatever
 * the model's own type, at the model's weights or at weights drawn from `seed` where it has none. Where a gradient
 * fails, the ops between the parameter and the loss are checked one by one, and the one to blame is named.
 *
 * @param x (examples, features)
 * @param y as `fit` takes it
 * @throws ChainruleError `usage`, `shape` or `data` as `fit` does, `usage` for a tolerance that is not above 0, and
 *   `diverged` where the loss is not finite, because it has no slope there
 *
 * @example
 * const model = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
 * const evidence = gradcheck(model, [[0, 1], [1, 0], [1, 1]], [0, 1, 1], { seed: 1 });
 * evidence.passed; // true
 * evidence.parameters.map(({ name }) => name); // ["W1", "b1", "W2", "b2"]
 * evidence.parameters[0].worst.error < 1e-9; // true
 */
export function gradcheck(
  model: Pick<Model, "network" | "weights" | "scaling">,
  x: ArrayInput,
  y: ArrayInput,
  given: GradcheckOptions = {},
): Evidence {
  requireModel(model, "gradcheck");
  checkOptions(given, "gradcheck", ["tolerance", "elements"]);
  const { tolerance = 1e-6, elements, ...options } = given;
  if (!(tolerance > 0 && tolerance < 1))
    fail("usage", {
      who: "gradcheck tolerance",
      expected: "a number above 0 and below 1",
      got: String(tolerance),
    });
  if (elements !== undefined && !(Number.isSafeInteger(elements) && elements > 0))
    fail("usage", { who: "gradcheck elements", expected: "a whole number from 1", got: String(elements) });
  const { network, weights, scaling } = model;
  const inputs = scaling && !options.scale ? applyScaling(scaling, checkInputs(network, x, "x")) : x;
  const plan = planRun(network, inputs, y, { ...options, dtype: "float64", optimizer: "sgd" });
  const { seed } = plan.numbers;
  const step = trainingStep(network, plan.step);
  const drawn = weights
    ? new Map(Object.entries(weights).map(([name, { data }]) => [name, Float64Array.from(data)]))
    : (drawWeights(step.forward, new RandomState(seed)) as Map<string, Float64Array>);
  const leaves = new Map<string, Float64Array | Int32Array>([
    ["X", plan.training.x.data as Float64Array],
    ["Y", plan.training.y.data.data as Float64Array | Int32Array],
    ["dropout.seed", Int32Array.of(seed)],
    ["dropout.step", Int32Array.of(0)],
    ...drawn,
  ]);
  if (plan.weights) leaves.set("weights", plan.weights.data as Float64Array);

  const names = step.forward.parameters.map(({ node }) => node.name!);
  const loss = step.graph.outputs.loss!;
  const count = names.reduce((sum, name) => sum + leaves.get(name)!.length, 0);
  const run = evaluator({ outputs: { loss }, updates: [] });
  for (const [name, values] of leaves) run.bind(name, values);
  run.run();
  const value = run.valueOf(loss)[0]!;
  requireFinite(value);
  const parameters = checkSlopes({
    loss,
    slopes: new Map(names.map((name) => [name, step.graph.outputs[`d${name}`]!])),
    leaves,
    tolerance,
    most: elements ?? (count <= checkedWhole ? count : sampleOfEach),
    seed,
  });
  const passed = parameters.every(({ verdict }) => verdict === "passed");
  return {
    passed,
    network,
    loss: plan.step.loss,
    value,
    examples: plan.step.examples,
    tolerance,
    parameters,
    culprits: passed ? [] : findCulprits(loss, names, step.log, leaves),
  };
}

function requireFinite(loss: number): void {
  if (Number.isFinite(loss)) return;
  const got = Number.isNaN(loss) ? "nan" : loss > 0 ? "inf" : "-inf";
  fail("diverged", {
    who: "gradcheck",
    expected: "a finite loss, because one that is not has no slope to compare with,",
    got: `${got} at these weights`,
    fix: "Scale the features, take smaller weights, or check a run that has not diverged.",
  });
}
