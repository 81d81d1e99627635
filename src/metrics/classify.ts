import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { classOf } from "../data/decode.ts";
import { validateLabels } from "../data/labels.ts";
import { asMatrix, requireSameRows } from "./matrix.ts";

/** The class of each example as it is and as it was predicted. */
export interface Classified {
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
  readonly classes: number;
}

/**
 * Reads outputs and targets as classes. One output is class 1 from 0.5 upward, as training counts its hits; of
 * several the largest wins, the first among equals. Outputs of an integer dtype are class indices already.
 *
 * @param outputs (m,), (m, 1) or (m, k) network outputs, or (m,) class indices
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @throws ChainruleError `shape` or `data` that says what does not fit
 */
export function classify(who: string, outputs: ArrayInput, targets: ArrayInput): Classified {
  const scores = asMatrix(outputs, `${who}, outputs`);
  const truth = asMatrix(targets, `${who}, targets`);
  requireSameRows(who, scores, truth);
  const [width, targetWidth] = [scores.shape[1]!, truth.shape[1]!];
  const given = holdsIndices(outputs) && width === 1;
  const actual = targetWidth === 1 ? truth.data : classOf(truth);
  const predicted = given ? scores.data : classOf(scores);
  const classes = given ? Math.max(1, highest(predicted), highest(actual)) + 1 : Math.max(2, width);
  if (targetWidth > 1 && targetWidth !== classes)
    fail("shape", {
      who: `${who}, targets`,
      expected: `class indices, or rows of ${classes} as the outputs have`,
      got: `rows of ${targetWidth}`,
    });
  if (targetWidth > 1) requireOneEach(`${who}, targets`, truth);
  validateLabels(actual, classes, `${who}, targets`);
  if (given) validateLabels(predicted, classes, `${who}, outputs`);
  return { actual: Int32Array.from(actual), predicted: Int32Array.from(predicted), classes };
}

function requireOneEach(who: string, rows: NDArray): void {
  const [m, width] = rows.shape as [number, number];
  for (let row = 0; row < m; row++) {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += rows.data[row * width + c]!;
    if (Math.abs(sum - 1) > 1e-6)
      fail("data", {
        who,
        expected: "one class in each row",
        got: `a sum of ${sum} in row ${row}`,
        fix: "Where an example may be of several classes, judge a column at a time.",
      });
  }
}

const holdsIndices = (input: ArrayInput): boolean =>
  input instanceof Int32Array ||
  (typeof input === "object" && "dtype" in input && /^u?int/.test(input.dtype));

function highest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
}
