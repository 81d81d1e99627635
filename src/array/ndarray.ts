import { allocate, type DType, holds, isDType, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, type Shape, sizeOf } from "../base/shape.ts";
import { showValue } from "../base/showValue.ts";
import { formatArray } from "./format.ts";

/** Numbers nested as deep as the array has axes: `[[0, 1], [1, 0]]`. */
export type Nested = number | readonly Nested[];

/** Any n-dimensional array that shows its shape and its elements in row-major order, as numpy-ts arrays do. */
export interface ArrayLikeND {
  readonly shape: readonly number[];
  readonly dtype: string;
  tolist(): unknown;
}

/** Numbers nested as deep as the array has axes; rows of numbers may be typed arrays. */
export type Rows = number | TypedArray | readonly Rows[];

/** What users may hand in: nested numbers, typed arrays, an {@link NDArray}, or an array of numpy-ts. */
export type ArrayInput = Rows | NDArray | ArrayLikeND;

/**
 * An n-dimensional array at the border of the library: row-major elements, a shape and a dtype.
 * Deliberately small: arithmetic is the graph's, and richer arrays are numpy-ts's, which {@link asArray} accepts.
 *
 * @example
 * const a = asArray([[1, 2], [3, 4]]);
 * a.shape; // [2, 2]
 * a.at(1, 0); // 3
 */
export class NDArray {
  readonly data: TypedArray;
  readonly shape: Shape;
  readonly dtype: DType;

  constructor(data: TypedArray, shape: Shape, dtype: DType) {
    if (!Array.isArray(shape) || !isDType(dtype))
      fail("usage", {
        who: "NDArray",
        expected: "a shape and a dtype",
        got: `${showValue(shape)}, ${showValue(dtype)}`,
      });
    if (!holds(dtype, data))
      fail("data", { who: "NDArray", expected: `an array of ${dtype}`, got: showValue(data) });
    if (data.length !== sizeOf(shape))
      fail("shape", {
        who: "NDArray",
        expected: `${sizeOf(shape)} elements for shape ${formatShape(shape)}`,
        got: `${data.length}`,
      });
    this.data = data;
    this.shape = shape;
    this.dtype = dtype;
  }

  get size(): number {
    return this.data.length;
  }

  get ndim(): number {
    return this.shape.length;
  }

  /** The element at an index, one number per axis; negative numbers count from the end. */
  at(...index: number[]): number {
    const offset = this.shape.reduce((o, d, axis) => {
      const i = index[axis] ?? Number.NaN;
      const k = i < 0 ? i + d : i;
      return Number.isInteger(k) && k >= 0 && k < d ? o * d + k : Number.NaN;
    }, 0);
    const value = index.length === this.ndim ? this.data[offset] : undefined;
    return (
      value ??
      fail("shape", {
        who: "NDArray.at",
        expected: `${this.ndim} indices inside shape ${formatShape(this.shape)}`,
        got: `(${index.join(", ")})`,
      })
    );
  }

  /** The same elements in another shape of the same size; nothing is copied. */
  reshape(...shape: number[]): NDArray {
    return new NDArray(this.data, shape, this.dtype);
  }

  /** The elements converted to `dtype`; the array itself when it has that dtype already. */
  astype(dtype: DType): NDArray {
    if (dtype === this.dtype) return this;
    const data = allocate(dtype, this.size);
    if (dtype === "bool") data.set(this.data.map((x) => (x === 0 ? 0 : 1)));
    else data.set(this.data);
    return new NDArray(data, this.shape, dtype);
  }

  /** Rows (entries of the first axis) at `indices`, copied; negative numbers count from the end. */
  rows(indices: ArrayLike<number>): NDArray {
    const count = this.shape[0] ?? 0;
    const width = sizeOf(this.shape.slice(1));
    const data = allocate(this.dtype, indices.length * width);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!;
      if (!Number.isInteger(index) || index < -count || index >= count)
        fail("shape", {
          who: "NDArray.rows",
          expected: `indices of the ${count} rows of shape ${formatShape(this.shape)}`,
          got: String(index),
        });
      const start = (index < 0 ? index + count : index) * width;
      data.set(this.data.subarray(start, start + width), i * width);
    }
    return new NDArray(data, [indices.length, ...this.shape.slice(1)], this.dtype);
  }

  /** Nested JavaScript arrays, as NumPy's `tolist`. */
  tolist(): Nested {
    const nest = (axis: number, offset: number, stride: number): Nested => {
      if (axis === this.ndim) return this.data[offset]!;
      const inner = stride / this.shape[axis]!;
      return Array.from({ length: this.shape[axis]! }, (_, i) => nest(axis + 1, offset + i * inner, inner));
    };
    return nest(0, 0, this.size);
  }

  toString(): string {
    return formatArray(this.data, this.shape, this.dtype);
  }
}
