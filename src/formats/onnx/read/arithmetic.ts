import { NDArray } from "../../../array/ndarray.ts";
import { allocate, isFloat } from "../../../base/dtype.ts";
import { type Shape, sameShape } from "../../../base/shape.ts";
import { dataTypes } from "../schema/dataTypes.ts";
import type { Fold } from "./fold.ts";

/** Whole numbers as an array; undefined where one of them is none, or needs more than 32 bits. */
export function wholeNumbers(numbers: readonly number[], shape: Shape): NDArray | undefined {
  const data = Int32Array.from(numbers);
  return data.every((value, i) => value === numbers[i]) ? new NDArray(data, shape, "int32") : undefined;
}

/** Numbers of the type of others. */
function like({ dtype }: NDArray, numbers: readonly number[], shape: Shape): NDArray | undefined {
  if (!isFloat(dtype)) return wholeNumbers(numbers, shape);
  const data = allocate(dtype, numbers.length);
  data.set(numbers);
  return new NDArray(data, shape, dtype);
}

/**
 * An operator of two arrays of one type, where both have one shape or one of them is a number.
 *
 * @param ofWhole what it does to whole numbers
 */
export const elementwise =
  (ofFloat: (a: number, b: number) => number, ofWhole = ofFloat): Fold =>
  ([a, b]) => {
    if (!a || !b || a.dtype !== b.dtype || a.dtype === "bool") return undefined;
    // Broadcasting both ways could make an array of any size out of two small ones.
    if (!sameShape(a.shape, b.shape) && a.size !== 1 && b.size !== 1) return undefined;
    const { size, shape } = a.size === 1 ? b : a;
    const before = Math.max(a.ndim, b.ndim) - shape.length;
    const f = isFloat(a.dtype) ? ofFloat : ofWhole;
    const numbers = Array.from({ length: size }, (_, i) =>
      f(a.data[a.size === 1 ? 0 : i]!, b.data[b.size === 1 ? 0 : i]!),
    );
    return like(a, numbers, [...new Array<number>(before).fill(1), ...shape]);
  };

export const ofFloats =
  (f: (a: number) => number): Fold =>
  ([a]) =>
    a && isFloat(a.dtype) ? new NDArray(a.data.map(f), a.shape, a.dtype) : undefined;

export const negative: Fold = ([a]) =>
  a && a.dtype !== "bool"
    ? like(
        a,
        Array.from(a.data, (value) => -value),
        a.shape,
      )
    : undefined;

/** The least and the greatest of the types of whole numbers, as far as 32 bits hold them. */
const ranges: Readonly<Record<number, readonly [least: number, greatest: number]>> = {
  [dataTypes.INT64]: [-(2 ** 31), 2 ** 31 - 1],
  [dataTypes.INT32]: [-(2 ** 31), 2 ** 31 - 1],
  [dataTypes.INT16]: [-(2 ** 15), 2 ** 15 - 1],
  [dataTypes.INT8]: [-128, 127],
  [dataTypes.UINT16]: [0, 2 ** 16 - 1],
  [dataTypes.UINT8]: [0, 255],
};

/** Floats become whole numbers toward zero. */
export const cast: Fold = ([a], attributes) => {
  const to = attributes.int("to", 0);
  if (to === dataTypes.DOUBLE) return a?.astype("float64");
  if (to === dataTypes.FLOAT) return a?.astype("float32");
  if (to === dataTypes.BOOL) return a?.astype("bool");
  const range = ranges[to];
  if (!a || !range) return undefined;
  const numbers = Array.from(a.data, Math.trunc);
  const fits = numbers.every((value) => value >= range[0] && value <= range[1]);
  return fits ? wholeNumbers(numbers, a.shape) : undefined;
};
