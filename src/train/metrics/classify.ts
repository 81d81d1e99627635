import type { ArrayInput } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { validateLabels } from "../../data/labels.ts";
import { asMatrix, type Matrix, requireSameRows } from "./matrix.ts";

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
  const given = holdsIndices(outputs) && scores.columns === 1;
  const actual = truth.columns === 1 ? truth.values : largest(truth);
  const classes = given
    ? Math.max(1, highest(scores.values), highest(actual)) + 1
    : Math.max(2, scores.columns);
  if (truth.columns > 1 && truth.columns !== classes)
    fail("shape", {
      who: `${who}, targets`,
      expected: `class indices, or rows of ${classes} as the outputs have`,
      got: `rows of ${truth.columns}`,
    });
  validateLabels(actual, classes, `${who}, targets`);
  if (given) validateLabels(scores.values, classes, `${who}, outputs`);
  const predicted = given ? scores.values : scores.columns === 1 ? halved(scores) : largest(scores);
  return { actual: Int32Array.from(actual), predicted: Int32Array.from(predicted), classes };
}

const holdsIndices = (input: ArrayInput): boolean =>
  typeof input === "object" && "dtype" in input && /^u?int/.test(input.dtype);

const halved = ({ values }: Matrix): Int32Array => Int32Array.from(values, (value) => (value >= 0.5 ? 1 : 0));

function largest({ values, rows, columns }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    let best = 0;
    for (let j = 1; j < columns; j++) if (values[i * columns + j]! > values[i * columns + best]!) best = j;
    return best;
  });
}

function highest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
}
