import { fail } from "../../base/error.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import { formatLayers, parseLayers } from "../../nn/parseLayers.ts";
import { complete, number, whole } from "../../nn/settings.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import { batchesOf } from "./batches.ts";
import { recordingOf, type TraceArrays } from "./recording.ts";
import { type Compared, excessOf, replay, type Trace } from "./replay.ts";
import { explainDifferences, type Found } from "./search.ts";
import type { ParitySettings } from "./settings.ts";
import { type Setup, setupOf } from "./setup.ts";
import { weightsOf } from "./weights.ts";

/** A tensor that differs. */
export interface Difference {
  readonly name: string;
  readonly step: number;
  readonly shape: readonly number[];
  /** Where it differs most, for what rounding allows there. */
  readonly index: readonly number[];
  readonly recorded: number;
  readonly replayed: number;
  /** The largest difference, relative to the largest number of the tensor. */
  readonly error: number;
  /** How many elements differ by more than rounding. */
  readonly count: number;
  /** Recorded over replayed, where that is the same number for all elements that differ. */
  readonly ratio?: number;
}

/** A difference, and what explains it. */
export interface Explained {
  readonly difference: Difference;
  readonly causes: readonly Found[];
  /** The step up to which all agrees with the first of the causes, and whether that is the whole trace. */
  readonly until: number;
  readonly whole: boolean;
}

/** What came out of a comparison. */
export interface Parity {
  readonly agrees: boolean;
  readonly layers: string;
  readonly features: number;
  readonly loss: string;
  readonly optimizer: string;
  readonly dtype: "float32" | "float64";
  readonly steps: number;
  /** Tensors that were compared up to the first that differs, that one included. */
  readonly compared: number;
  /** The largest error among those that agree, relative to the largest number of the tensor, and where it is. */
  readonly closest: { readonly name: string; readonly step: number; readonly error: number } | undefined;
  /** The first difference; then those that remain once it is explained. */
  readonly differences: readonly Explained[];
  readonly notes: readonly ParityNote[];
}

/** Something worth knowing that is no difference. */
export type ParityNote =
  | { readonly kind: "turned" }
  | { readonly kind: "widened" }
  | { readonly kind: "noBias"; readonly names: readonly string[] };

const numbers = {
  l1: number(0, { from: 0 }),
  l2: number(0, { from: 0 }),
  tolerance: number(0, { from: 0, below: 1 }),
};

/**
 * Replays training that was recorded in PyTorch, Keras, scikit-learn or any other program, and compares it tensor by
 * tensor: losses, gradients, running statistics, weights. Each step starts from what is recorded, so that a difference
 * shows where it is made. Of the first tensor that differs by more than rounding explains, the cause is looked for: the
 * trace is replayed under each convention of the catalogue, and those with which it agrees furthest are named.
 *
 * @param arrays `x`, `y`, `W1_0`, `b1_0`, ... and any of `batch_1`, `loss_1`, `dW1_1`, `W1_1`, ... by name
 * @throws ChainruleError `usage` for settings that do not fit; `data` for a trace without initial weights, steps or
 *   examples; `shape` for arrays that are those of another network
 *
 * @example
 * const trace = { x: [[1], [2]], y: [[2], [4]], W1_0: [[1]], b1_0: [0], loss_1: 5 };
 * const { agrees, differences } = parity(trace, { layers: "1" });
 * agrees; // false
 * differences[0].causes[0].cause; // "sumForMean"
 */
export function parity(arrays: TraceArrays, settings: ParitySettings): Parity {
  const { trace, setup } = traceOf(arrays, settings);
  const { recording, weights } = trace;
  let compared = 0;
  let closest: Parity["closest"];
  let first: Compared | undefined;
  for (const one of replay(trace, setup)) {
    compared++;
    if (!one.agrees) {
      first = one;
      break;
    }
    if (isNoise(one)) continue;
    const { error } = differenceOf(one);
    if (!closest || error > closest.error) closest = { name: one.name, step: one.step, error };
  }
  if (compared === 0)
    fail("data", {
      who: "parity",
      expected: "something to compare, as loss_1, dW1_1 or W1_1",
      got: "no array of a step that is known",
      fix: "docs/parity.md has recorders for PyTorch, Keras and scikit-learn.",
    });
  const { network, loss, optimizer } = setup.means;
  return {
    agrees: !first,
    layers: formatLayers(network.layers),
    features: network.features,
    loss: loss.name,
    optimizer: optimizer.name,
    dtype: recording.dtype,
    steps: recording.steps,
    compared,
    closest,
    differences: first ? explained(trace, setup, first) : [],
    notes: [
      ...(weights.turned ? [{ kind: "turned" } as const] : []),
      ...(recording.widened ? [{ kind: "widened" } as const] : []),
      ...(weights.noBias.length > 0 ? [{ kind: "noBias", names: weights.noBias } as const] : []),
    ],
  };
}

const explained = (trace: Trace, setup: Setup, first: Compared): Explained[] =>
  explainDifferences(trace, setup, first).map((one) => ({
    difference: differenceOf(one.first),
    causes: one.found,
    until: one.next ? one.next.step - 1 : trace.recording.steps,
    whole: one.next === undefined,
  }));

/**
 * A trace and the training it is said to be, ready to be replayed.
 *
 * @throws ChainruleError as `parity` does
 */
export function traceOf(arrays: TraceArrays, settings: ParitySettings): { trace: Trace; setup: Setup } {
  const layers = layersOf(settings?.layers);
  const { l1, l2, tolerance } = complete("parity", numbers, {
    ...(settings.l1 !== undefined && { l1: settings.l1 }),
    ...(settings.l2 !== undefined && { l2: settings.l2 }),
    ...(settings.tolerance !== undefined && { tolerance: settings.tolerance }),
  });
  const size =
    settings.batch === undefined
      ? undefined
      : complete("parity", { batch: whole(1, { from: 1 }) }, { batch: settings.batch }).batch;
  const chosen = chooseOptimizer(settings.optimizer);
  const optimizer = { ...chosen, learningRate: settings.learningRate ?? chosen.learningRate };
  if (optimizerKind(optimizer.name).kind !== "firstOrder")
    fail("usage", {
      who: "parity",
      expected: "an optimizer that steps once for each gradient",
      got: optimizer.name,
      fix: "Its line search looks at the loss several times in a step.",
    });
  const recording = recordingOf(arrays);
  const weights = weightsOf(recording, { features: featuresOf(recording), layers });
  const { network } = weights;
  const means = {
    network,
    loss: chooseLoss(network, settings.loss),
    optimizer,
    penalty: { l1, l2 },
    clipping: {
      ...(settings.clipNorm !== undefined && { norm: settings.clipNorm }),
      ...(settings.clipValue !== undefined && { value: settings.clipValue }),
    },
  };
  const batches = batchesOf(recording, network.features, weights.outputs, size);
  const unit = recording.dtype === "float32" ? 2 ** -24 : 2 ** -53;
  return { trace: { recording, weights, batches, tolerance }, setup: setupOf(means, unit) };
}

function featuresOf(recording: ReturnType<typeof recordingOf>): number {
  const x = recording.whole("x") ?? recording.at("x", 1);
  if (!x || x.size === 0)
    return fail("data", {
      who: "parity",
      expected: "x, the inputs",
      got: x ? "no examples" : "none",
      fix: "Record the inputs as x and the targets as y, or those of each step as x_1 and y_1.",
    });
  return x.shape.length === 2 ? x.shape[1]! : 1;
}

function layersOf(given: ParitySettings["layers"] | undefined): readonly Layer[] {
  if (given === undefined)
    fail("usage", {
      who: "parity",
      expected: "the layers of the network",
      got: "none",
      fix: 'For 4 hidden tanh units and a sigmoid output: { layers: "4:tanh,1:sigmoid" }.',
    });
  const layers = typeof given === "string" ? parseLayers(given) : given;
  if (layers.some(({ type }) => type === "dropout"))
    fail("usage", {
      who: "parity",
      expected: "layers whose numbers follow from their inputs",
      got: "dropout, whose mask is drawn",
      fix: "Record the network without it.",
    });
  return layers;
}

/** Whether rounding alone can have made a tensor, as the gradient of a bias before a normalization: it is 0. */
const isNoise = ({ replayed, bound }: Compared): boolean =>
  replayed.length > 0 && Array.from(replayed).every((x, i) => !(Math.abs(x) > bound[i]!));

/** Two ratios are the same up to this. */
const sameRatio = 1e-3;

function differenceOf({ name, step, shape, recorded, replayed, bound }: Compared): Difference {
  let [at, worst, largest, apart, count] = [0, -1, 0, 0, 0];
  const ratios: number[] = [];
  for (let i = 0; i < recorded.length; i++) {
    const [a, b] = [recorded[i]!, replayed[i]!];
    const off = Object.is(a, b) ? 0 : Math.abs(a - b);
    largest = Math.max(largest, Math.abs(a) || 0, Math.abs(b) || 0);
    apart = Math.max(apart, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off);
    const excess = excessOf(a, b, bound[i]!);
    if (excess > 1) {
      count++;
      ratios.push(a / b);
    }
    if (excess > worst) [at, worst] = [i, excess];
  }
  const same = ratios.length > 1 && ratios.every((one) => Math.abs(one / ratios[0]! - 1) < sameRatio);
  return {
    name,
    step,
    shape,
    index: shape.map(
      (_, axis) => Math.floor(at / shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % shape[axis]!,
    ),
    recorded: recorded[at] ?? Number.NaN,
    replayed: replayed[at] ?? Number.NaN,
    error: apart === 0 ? 0 : apart / largest,
    count,
    ...(same && { ratio: ratios[0]! }),
  };
}
