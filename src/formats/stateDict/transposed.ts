import { NDArray } from "../../array/ndarray.ts";
import { allocate } from "../../base/dtype.ts";

/** A matrix with its rows as columns. */
export function transposed({ data, shape, dtype }: NDArray): NDArray {
  const [rows, columns] = shape as [number, number];
  const turned = allocate(dtype, data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j]!;
  return new NDArray(turned, [columns, rows], dtype);
}
