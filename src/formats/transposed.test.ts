import { expect, test } from "vitest";
import { NDArray } from "../array/ndarray.ts";
import { transposed } from "./transposed.ts";

test.each([
  [1, 1],
  [3, 70],
  [33, 32],
  [65, 2],
  [0, 4],
])("a matrix of %i x %i has its rows as columns", (rows, columns) => {
  const data = Float64Array.from({ length: rows * columns }, (_, i) => i);
  const turned = transposed(new NDArray(data, [rows, columns], "float64"));
  expect(turned.shape).toEqual([columns, rows]);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) expect(turned.data[j * rows + i]).toBe(i * columns + j);
});
