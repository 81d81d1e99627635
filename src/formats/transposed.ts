import { NDArray } from "../array/ndarray.ts";
import { allocate } from "../base/dtype.ts";

/** Rows and columns that are turned at a time: the lines of memory they lie in stay in the processor's cache. */
const block = 32;

/** A matrix with its rows as columns. */
export function transposed({ data, shape, dtype }: NDArray): NDArray {
  const [rows, columns] = shape as [number, number];
  const turned = allocate(dtype, data.length);
  for (let top = 0; top < rows; top += block) {
    const bottom = Math.min(rows, top + block);
    for (let left = 0; left < columns; left += block) {
      const right = Math.min(columns, left + block);
      for (let i = top; i < bottom; i++)
        for (let j = left; j < right; j++) turned[j * rows + i] = data[i * columns + j]!;
    }
  }
  return new NDArray(turned, [columns, rows], dtype);
}
