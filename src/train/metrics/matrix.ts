import { asArray } from "../../array/convert.ts";
import type { ArrayInput } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape } from "../../base/shape.ts";

/** Numbers in rows and columns, row-major. */
export interface Matrix {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Reads (m,) as one column and (m, k) as it is.
 *
 * @throws ChainruleError `shape` for another number of axes, `data` for no rows or a number that is not finite:
 * a score made from a NaN would look like a result
 */
export function asMatrix(input: ArrayInput, who: string): Matrix {
  const array = asArray(input, "float64", who);
  const [rows = 0, columns = 1] = array.shape;
  if (array.ndim < 1 || array.ndim > 2)
    fail("shape", {
      who,
      expected: "shape (examples,) or (examples, columns)",
      got: `shape ${formatShape(array.shape)}`,
    });
  if (array.size === 0)
    fail("data", { who, expected: "at least one example", got: `shape ${formatShape(array.shape)}` });
  const bad = array.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    fail("data", {
      who,
      expected: "finite numbers",
      got: `${array.data[bad]} in row ${Math.floor(bad / columns)}`,
    });
  return { values: array.data, rows, columns };
}

/** @throws ChainruleError `shape` where outputs and targets are not of the same examples */
export function requireSameRows(who: string, outputs: Matrix, targets: Matrix): void {
  if (outputs.rows !== targets.rows)
    fail("shape", {
      who,
      expected: `a target for each of the ${outputs.rows} outputs`,
      got: `${targets.rows}`,
    });
}
