import type { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";

/**
 * Checks that an array holds no NaN and no infinity.
 *
 * @throws ChainruleError `data` with the first such element and its place, counted from 0
 *
 * @example
 * requireFinite(asArray([[1, 2], [3, 4]]), "x");
 */
export function requireFinite({ data, shape }: NDArray, who: string): void {
  const width = shape.slice(1).reduce((size, d) => size * d, 1);
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    const row = Math.floor(i / width);
    fail("data", {
      who: shape.length > 1 ? `${who}, row ${row}, column ${i % width}` : `${who}, row ${row}`,
      expected: "a finite number",
      got: String(data[i]),
      fix: "Fill such values, or drop their rows.",
    });
  }
}
