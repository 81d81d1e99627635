import { asArray } from "../array/convert.ts";
import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { requireFinite } from "../data/finite.ts";

/**
 * Reads (m,) as one column and (m, k) as it is: shape (m, k), float64.
 *
 * @throws ChainruleError `shape` for another number of axes, `data` for no rows or a number that is not finite:
 * a score made from a NaN would look like a result
 */
export function asMatrix(input: ArrayInput, who: string): NDArray {
  const array = asArray(input, "float64", who);
  const [rows = 0, columns = 1] = array.shape;
  const got = `shape ${formatShape(array.shape)}`;
  if (array.ndim < 1 || array.ndim > 2)
    fail("shape", { who, expected: "shape (examples,) or (examples, columns)", got });
  if (array.size === 0) fail("data", { who, expected: "at least one example", got });
  const matrix = array.reshape(rows, columns);
  requireFinite(matrix, who);
  return matrix;
}

/** @throws ChainruleError `shape` where outputs and targets are not of the same examples */
export function requireSameRows(who: string, outputs: NDArray, targets: NDArray): void {
  if (outputs.shape[0] !== targets.shape[0])
    fail("shape", {
      who,
      expected: `a target for each of the ${outputs.shape[0]} outputs`,
      got: `${targets.shape[0]}`,
    });
}

/** Column `j` of a matrix. */
export function column(matrix: NDArray, j: number): Float64Array {
  const [rows, columns] = matrix.shape as [number, number];
  return Float64Array.from({ length: rows }, (_, i) => matrix.data[i * columns + j]!);
}
