import { NDArray } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";

/**
 * Checks that every label is a class index: an integer from 0 to `classes - 1`.
 *
 * @throws ChainruleError `data` with the first label that is not, and its row (from 0)
 *
 * @example
 * validateLabels([0, 2, 1], 3);
 */
export function validateLabels(labels: ArrayLike<number>, classes: number, who = "labels"): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    fail("data", {
      who,
      expected: `class indices from 0 to ${classes - 1}`,
      got: `${label} in row ${i}`,
      fix: Number.isInteger(label) && label === classes ? "Do the labels count from 1?" : undefined,
    });
  }
}

/**
 * Each label as a row of zeros with a one at its place: shape (labels, classes).
 *
 * @param labels class indices, flat or of shape (labels, 1)
 * @throws ChainruleError `data` for a label that is no class index
 *
 * @example
 * oneHot([0, 2], 3).tolist(); // [[1, 0, 0], [0, 0, 1]]
 */
export function oneHot(
  labels: NDArray | ArrayLike<number>,
  classes: number,
  dtype: FloatType = "float64",
): NDArray {
  const indices = labels instanceof NDArray ? labels.data : labels;
  validateLabels(indices, classes, "oneHot");
  const rows = new NDArray(new Float64Array(indices.length * classes), [indices.length, classes], "float64");
  for (let i = 0; i < indices.length; i++) rows.data[i * classes + indices[i]!] = 1;
  return rows.astype(dtype);
}
