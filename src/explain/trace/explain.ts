import type { ArrayInput } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { applyScaling } from "../../data/scaling.ts";
import { stepsIn } from "../../train/batches.ts";
import { checkOptions } from "../../train/checkOptions.ts";
import type { Model } from "../../train/model.ts";
import type { FitOptions } from "../../train/options.ts";
import { checkInputs, planRun } from "../../train/plan.ts";
import { requireModel } from "../../train/requireModel.ts";
import type { Convention } from "../formula/formula.ts";
import { advanced } from "./advanced.ts";
import { beginning, type Moment } from "./moment.ts";
import { type Trace, traceOf } from "./trace.ts";

/** What is explained of a model: its layers, and its weights where it has some. */
export type Explained = Pick<Model, "network" | "weights" | "dtype" | "scaling">;

/** What decides the update, named as `fit` names it; and which update, of what, shown how. */
export interface ExplainOptions
  extends Pick<
    FitOptions,
    | "loss"
    | "optimizer"
    | "epochs"
    | "batchSize"
    | "shuffle"
    | "seed"
    | "dtype"
    | "validation"
    | "scale"
    | "sampleWeights"
    | "classWeights"
    | "l1"
    | "l2"
    | "clipValue"
    | "clipNorm"
    | "resume"
    | "progress"
  > {
  /** Updates to take before the one that is shown. Default 0. */
  readonly step?: number;
  /** Shows an update by this one example alone: its row in the training data. All of the batch when left out. */
  readonly sample?: number;
  /** Whether an example is shown as a row, as NumPy users have it, or as a column. Default rows. */
  readonly convention?: Convention;
}

/**
 * One update of a network, with every value of it: the update that `fit` would take next from the model's weights, or
 * from weights drawn from `seed` where it has none yet. The values are read from the graph that trains: they have its
 * bits.
 *
 * @param x (examples, features)
 * @param y as `fit` takes it
 * @throws ChainruleError `usage`, `shape` or `data` as `fit` does, and `usage` for a step or a sample there is not
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid", { bias: false }), dense(1, "sigmoid", { bias: false }));
 * model.setWeights({ W1: [[0.4], [-0.2]], W2: [[0.1]] }, "float64");
 * const trace = explain(model, [[0.1, 0.3]], [[1]], { loss: "halfSquaredError", optimizer: sgd(0.5) });
 * trace.step("dW2").formula.text; // "dW2 = A1^T dZ2"
 * trace.step("dZ2").value.tolist(); // [[-0.1218]]
 * trace.step("W2").why.en; // "W2 rose by 0.0302, from 0.1 to 0.1302, against its gradient dW2 = -0.0603, because the output was too low (dZ2 = -0.122) and the unit before it was active (A1 = 0.495)."
 * trace.entry("dW1[1,0]").numbers.text; // "dW1[1,0] = 0.3 * (-0.0030455) = -0.00091365"
 */
export function explain(model: Explained, x: ArrayInput, y: ArrayInput, options: ExplainOptions = {}): Trace {
  const moment = momentOf(model, x, y, options);
  return traceOf(moment, options.convention ?? "rows", options.sample);
}

/** Where the update stands that {@link explain} explains. */
export function momentOf(
  model: Explained,
  x: ArrayInput,
  y: ArrayInput,
  options: ExplainOptions = {},
): Moment {
  requireModel(model, "explain");
  checkOptions(options, "explain", ["step", "sample", "convention"]);
  const { step = 0, sample, convention = "rows", ...given } = options;
  const { resume, progress, ...fit } = given;
  const weights = model.weights;
  const inputs =
    model.scaling && !fit.scale ? applyScaling(model.scaling, checkInputs(model.network, x, "x")) : x;
  const plan = planRun(model.network, inputs, y, { ...(weights && { dtype: model.dtype }), ...fit });
  if (!Number.isSafeInteger(step) || step < 0)
    fail("usage", { who: "explain step", expected: "a whole number from 0", got: String(step) });
  requireSample(sample, plan.step.examples);
  if (convention !== "rows" && convention !== "columns")
    fail("usage", {
      who: "explain convention",
      expected: '"rows" or "columns"',
      got: JSON.stringify(convention),
    });
  const start = beginning(plan, weights && new Map(Object.entries(weights)), resume);
  return advanced(lengthened(start, step), step, progress);
}

/** @throws ChainruleError `usage` for an example that the training data does not have */
export function requireSample(sample: number | undefined, examples: number): void {
  if (sample !== undefined && !(Number.isSafeInteger(sample) && sample >= 0 && sample < examples))
    fail("usage", {
      who: "explain sample",
      expected: `a row of the training data, from 0 to ${examples - 1}`,
      got: String(sample),
    });
}

/** The run with epochs enough for so many more steps. */
function lengthened(moment: Moment, count: number): Moment {
  const { plan, steps } = moment;
  const needed = Math.ceil((steps + count) / stepsIn(plan.step.examples, plan.step.batch));
  if (needed <= plan.numbers.epochs) return moment;
  return { ...moment, plan: { ...plan, numbers: { ...plan.numbers, epochs: needed } } };
}
