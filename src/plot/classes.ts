import { asArray } from "../array/convert.ts";
import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";

/** No legend holds more classes; a larger number is a quantity, handed in by mistake. */
const most = 999;

/**
 * The class of each example, from what targets look like: class numbers of shape (m,) or (m, 1), or one-hot rows
 * (or probabilities) of shape (m, k), of which the largest counts.
 */
export function classesOf(y: ArrayInput, count: number, who: string): number[] {
  const array = asArray(y, "float64", who);
  if (array.shape[0] !== count || array.ndim > 2)
    fail("shape", {
      who,
      expected: `a class for each of the ${count} points, shape (${count},), (${count}, 1) or one-hot (${count}, k)`,
      got: `shape ${formatShape(array.shape)}`,
    });
  const width = array.shape[1] ?? 1;
  if (width > 1) return largestOfRows(array);
  return Array.from(array.data, (value, i) => {
    if (!Number.isInteger(value) || value < 0 || value > most)
      fail("data", {
        who,
        expected: `class numbers 0, 1, 2 ... (at most ${most})`,
        got: `${value} at row ${i}`,
      });
    return value;
  });
}

/** Index of the largest element of each row; the first of equals, as NumPy's argmax. */
export function largestOfRows({ data, shape }: NDArray): number[] {
  const [rows, width] = shape as [number, number];
  return Array.from({ length: rows }, (_, i) => {
    let best = 0;
    for (let j = 1; j < width; j++) if (data[i * width + j]! > data[i * width + best]!) best = j;
    return best;
  });
}

/** Two columns of finite coordinates from an array of shape (m, 2). */
export function columnsOfPoints(x: ArrayInput, who: string): [Float64Array, Float64Array] {
  const array = asArray(x, "float64", who);
  if (array.ndim !== 2 || array.shape[1] !== 2)
    fail("shape", {
      who,
      expected: "points in the plane, shape (m, 2)",
      got: `shape ${formatShape(array.shape)}`,
      fix: "A picture has two axes: choose two features.",
    });
  if (array.size === 0) fail("data", { who, expected: "at least one point", got: "none" });
  const column = (j: number) =>
    Float64Array.from({ length: array.shape[0]! }, (_, i) => array.data[2 * i + j]!);
  return [column(0), column(1)];
}

/** How many classes there are when the numbers run from 0. */
export const countOf = (classes: readonly number[]): number =>
  classes.reduce((k, c) => Math.max(k, c + 1), 0);

/** Names of `count` classes: those given, or `class 0`, `class 1` ... */
export const classNames = (given: readonly string[] | undefined, count: number): string[] =>
  Array.from({ length: count }, (_, i) => given?.[i] ?? `class ${i}`);
