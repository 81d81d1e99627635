import { asArray } from "../array/convert.ts";
import type { ArrayInput } from "../array/ndarray.ts";
import { NDArray } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { formatShape } from "../base/shape.ts";
import { showValue } from "../base/showValue.ts";
import { finiteIn, requireFinite } from "../data/finite.ts";
import { applyScaling, measure, type Scaling, type ScalingKind } from "../data/scaling.ts";
import { splitRows } from "../data/split.ts";
import { input } from "../graph/build.ts";
import { lossKind } from "../nn/losses/index.ts";
import { forward, type Network } from "../nn/network.ts";
import { optimizerKind } from "../nn/optimizers/index.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { classifies, type StepSettings } from "../nn/step.ts";
import { checkOptions } from "./checkOptions.ts";
import { chooseLoss, chooseOptimizer } from "./choose.ts";
import type { FitOptions } from "./options.ts";
import {
  type NumberSettings,
  numberSettings,
  type SavingSettings,
  type StoppingSettings,
  savingSettings,
  stoppingSettings,
} from "./settings.ts";
import { type PreparedTargets, prepareTargets } from "./targets.ts";
import { trainingWeights } from "./weights.ts";

/** Examples ready for the graph: x (m, features) and targets, both in the run's dtype. */
export interface Part {
  readonly x: NDArray;
  readonly y: PreparedTargets;
}

/** A run with nothing left open: data checked and converted, every setting decided. */
export interface Plan {
  readonly network: Network;
  readonly training: Part;
  readonly validation?: Part;
  readonly weights?: NDArray;
  readonly scaling?: Scaling;
  readonly step: StepSettings;
  readonly numbers: NumberSettings;
  readonly earlyStopping?: StoppingSettings;
  readonly checkpoint?: SavingSettings;
}

/**
 * Decides everything a run needs from what was given; throws before anything is computed.
 *
 * @param kept what the weights were trained in and under with which the run begins, where the options say no other
 */
export function planRun(
  network: Network,
  x: ArrayInput,
  y: ArrayInput,
  options: FitOptions,
  kept: { readonly dtype?: FloatType; readonly scaling?: Scaling | undefined } = {},
): Plan {
  checkOptions(options);
  const numbers = numberSettings(options);
  const { earlyStopping, checkpoint } = options;
  const dtype = options.dtype ?? kept.dtype ?? "float32";
  const inputs = checkInputs(network, x, "x");
  const { output } = forward(network, input("X", [1, network.features], dtype), { training: false, dtype });
  const width = output.shape[1]!;
  const loss = chooseLoss(network, options.loss);
  const kind = lossKind(loss.name);
  const targets = prepareTargets(y, network, inputs.shape[0]!, width, kind, dtype);
  const held = heldOut(targets, options, numbers.seed);
  const measured = held && options.scale ? inputs.rows(held.train) : inputs;
  const scaling = options.scale === undefined ? kept.scaling : measureScaling(measured, options.scale);
  const ready = readyInputs(inputs, dtype, scaling, "x");
  const part = (rows: Int32Array): Part => ({
    x: ready.rows(rows),
    y: { kind: targets.kind, data: targets.data.rows(rows) },
  });
  const training = held ? part(held.train) : { x: ready, y: targets };
  const given = typeof options.validation === "object" ? options.validation : undefined;
  const judgedX = given && checkInputs(network, given.x, "validation x");
  const validation = judgedX
    ? {
        x: readyInputs(judgedX, dtype, scaling, "validation x"),
        y: prepareTargets(given.y, network, judgedX.shape[0]!, width, kind, dtype),
      }
    : held && part(held.test);
  const weights = trainingWeights(options, training.y, held?.train, dtype);
  const examples = training.x.shape[0]!;
  const optimizer = chooseOptimizer(options.optimizer);
  const batch = checkBatch(options.batchSize, examples, optimizer);
  return {
    network,
    training,
    ...(validation && { validation }),
    ...(weights && { weights }),
    ...(scaling && { scaling }),
    step: {
      dtype,
      examples,
      batch,
      targets: targets.kind,
      weighted: weights !== undefined,
      loss,
      optimizer,
      penalty: { l1: numbers.l1, l2: numbers.l2 },
      clipping: {
        ...(numbers.clipValue !== undefined && { value: numbers.clipValue }),
        ...(numbers.clipNorm !== undefined && { norm: numbers.clipNorm }),
      },
    },
    numbers,
    ...(earlyStopping && { earlyStopping: stoppingSettings(earlyStopping) }),
    ...(checkpoint && { checkpoint: savingSettings(checkpoint) }),
  };
}

/** x as (examples, features) with every number finite. */
export function checkInputs(network: Network, x: ArrayInput, who: string): NDArray {
  const array = x instanceof NDArray ? x : asArray(x, "float64", who);
  if (array.ndim !== 2 || array.shape[1] !== network.features || array.shape[0] === 0)
    fail("shape", {
      who,
      expected: `shape (examples, ${network.features}), the network's ${network.features} features`,
      got: `shape ${formatShape(array.shape)}`,
      fix:
        array.ndim === 2 && array.shape[0] === network.features
          ? "It fits transposed: give one example a row."
          : array.ndim === 1
            ? "Give one example as a row: [[...]]."
            : undefined,
    });
  requireFinite(array, who);
  return array;
}

/** Inputs as the graph takes them: scaled, where there is a scaling, and in the run's dtype. */
export const readyInputs = (
  x: NDArray,
  dtype: FloatType,
  scaling: Scaling | undefined,
  who: string,
): NDArray =>
  scaling
    ? finiteIn(dtype, applyScaling(scaling, x), who, x)
    : finiteIn(dtype, x, who, x, ' or scale: "standardize"');

/** Which rows are trained on and which are kept to judge by, where a share is. */
function heldOut({ kind, data }: PreparedTargets, { validation }: FitOptions, seed: number) {
  if (typeof validation !== "number") return undefined;
  const classes = classifies(kind) && data.shape[1] === 1 ? data.data : undefined;
  return splitRows(data.shape[0]!, { test: validation, seed }, classes);
}

const scalings: readonly string[] = ["standardize", "minMax", "none"] satisfies ScalingKind[];

function measureScaling(x: NDArray, kind: ScalingKind): Scaling | undefined {
  if (!scalings.includes(kind))
    fail("usage", {
      who: "fit scale",
      expected: "a known scaling",
      got: showValue(kind),
      fix: suggest(String(kind), scalings),
    });
  return kind === "none" ? undefined : measure(x.data, x.shape[1]!, kind);
}

function checkBatch(batchSize: number | undefined, examples: number, optimizer: Optimizer): number {
  if (batchSize === undefined) return examples;
  if (optimizerKind(optimizer.name).kind === "fullBatch" && batchSize < examples)
    fail("usage", {
      who: `optimizer ${optimizer.name}`,
      expected: `all ${examples} examples in one batch`,
      got: `batches of ${batchSize}`,
      fix: "Leave the batch size out, or choose another optimizer.",
    });
  return Math.min(batchSize, examples);
}
