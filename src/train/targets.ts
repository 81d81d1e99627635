import { asArray } from "../array/convert.ts";
import { type ArrayInput, NDArray } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { finiteIn, requireFinite } from "../data/finite.ts";
import type { LossKind } from "../nn/losses/loss.ts";
import { lastActivation, type Network } from "../nn/network.ts";
import type { Targets } from "../nn/step.ts";

/** Targets in the form the graph of a step takes them. */
export interface PreparedTargets {
  readonly kind: Targets;
  /** int32 labels (m,) or floats (m, width). */
  readonly data: NDArray;
}

/**
 * Reads y as the loss needs it. Class labels, (m,) or (m, 1), stay labels where the network has an output for each
 * class; anything else must have a column for each output.
 *
 * @throws ChainruleError `shape` where y fits neither form, `data` for a label outside the classes, a probability
 * outside [0, 1], rows that do not sum to 1, or a number that is not finite
 */
export function prepareTargets(
  y: ArrayInput,
  network: Network,
  examples: number,
  width: number,
  loss: LossKind,
  dtype: FloatType,
): PreparedTargets {
  const array = y instanceof NDArray ? y : asArray(y, "float64", "y");
  const columns = array.ndim === 1 ? 1 : (array.shape[1] ?? Number.NaN);
  if (array.shape[0] !== examples || array.ndim > 2 || array.ndim === 0)
    fail("shape", {
      who: "y",
      expected: `a target for each of the ${examples} examples`,
      got: `shape ${formatShape(array.shape)}`,
    });
  requireFinite(array, "y");
  if (columns === 1 && width > 1) return labels(array, width);
  if (columns !== width)
    fail("shape", {
      who: "y",
      expected: `${width} column${width === 1 ? "" : "s"}, one for each output`,
      got: `shape ${formatShape(array.shape)}`,
      fix: `Give the last layer ${columns} unit${columns === 1 ? "" : "s"}.`,
    });
  if (loss.targets !== "number") requireProbabilities(array, loss);
  const distribution = loss.targets === "distribution";
  const several = array.ndim > 1 && width > 1 ? rowOfSeveral(array) : -1;
  if (distribution && several >= 0) refuseSum(array, several);
  // What a loss for numbers is given may be classes all the same, but for outputs without bounds.
  const classes =
    loss.targets !== "number" ||
    (lastActivation(network) !== "identity" && array.data.every((value) => value === 0 || value === 1));
  const data = finiteIn(dtype, array, "y").reshape(examples, width);
  const multiLabel = classes && several >= 0;
  return { kind: { kind: "values", width, distribution, classes, ...(multiLabel && { multiLabel }) }, data };
}

function labels(array: NDArray, classes: number): PreparedTargets {
  array.data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= classes)
      fail("data", {
        who: "y",
        expected: `class labels from 0 to ${classes - 1}, one for each output`,
        got: `${label} in row ${i}`,
        fix: "Number the classes from 0, or give the last layer a unit for each class.",
      });
  });
  const data = new NDArray(Int32Array.from(array.data), [array.size], "int32");
  return { kind: { kind: "labels", classes }, data };
}

function requireProbabilities(array: NDArray, loss: LossKind): void {
  const bad = array.data.findIndex((value) => value < 0 || value > 1);
  if (bad < 0) return;
  fail("data", {
    who: "y",
    expected: `targets from 0 to 1 for ${loss.name}`,
    got: `${array.data[bad]} in row ${Math.floor(bad / (array.shape[1] ?? 1))}`,
    fix: "For numbers use meanSquaredError.",
  });
}

/** The first row that does not sum to 1, or -1. */
function rowOfSeveral(array: NDArray): number {
  const rows = Array.from({ length: array.shape[0]! }, (_, row) => row);
  return rows.findIndex((row) => Math.abs(sumOf(array, row) - 1) > 1e-6);
}

function sumOf({ data, shape }: NDArray, row: number): number {
  let total = 0;
  for (let c = 0; c < shape[1]!; c++) total += data[row * shape[1]! + c]!;
  return total;
}

const refuseSum = (array: NDArray, row: number): never =>
  fail("data", {
    who: "y",
    expected: "rows that sum to 1, one column for each class",
    got: `a sum of ${sumOf(array, row)} in row ${row}`,
    fix: "Give class labels instead, or normalise the rows.",
  });
