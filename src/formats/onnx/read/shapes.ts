import { NDArray } from "../../../array/ndarray.ts";
import { type Shape, sameShape, sizeOf } from "../../../base/shape.ts";
import { transposed } from "../../transposed.ts";
import type { Attributes } from "./attributes.ts";
import type { Fold } from "./fold.ts";

/** The most axes of an array: one with more is no part of a network of layers. */
const mostAxes = 8;

/** The same numbers in another shape; undefined for one that cannot be. */
function inShape({ data, dtype }: NDArray, shape: Shape): NDArray | undefined {
  const isShape = shape.length <= mostAxes && shape.every((n) => Number.isSafeInteger(n) && n >= 0);
  return isShape && sizeOf(shape) === data.length ? new NDArray(data, shape, dtype) : undefined;
}

/** The axes of `rank` that are named, counted from the first; undefined where one is not there or comes twice. */
function placesOf(axes: readonly number[], rank: number): readonly number[] | undefined {
  const places = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const areThere = places.every((place) => place >= 0 && place < rank);
  return areThere && new Set(places).size === places.length ? places : undefined;
}

/** The axes that an operator names, none where it does not: an attribute, and from operator set 13 on an input. */
function axesOf(input: NDArray | undefined, attributes: Attributes): readonly number[] | undefined {
  const stated = attributes.ints("axes");
  if (!input) return stated;
  return stated.length === 0 && input.size > 0 && input.dtype === "int32"
    ? Array.from(input.data)
    : undefined;
}

/** Without `perm`, the axes come in the opposite order. */
export const transpose: Fold = ([a], attributes) => {
  if (!a) return undefined;
  const stated = attributes.ints("perm");
  const perm = stated.length > 0 ? stated : a.shape.map((_, axis) => a.ndim - 1 - axis);
  if (perm.length !== a.ndim) return undefined;
  if (perm.every((from, axis) => from === axis)) return a;
  return sameShape(perm, [1, 0]) ? transposed(a) : undefined;
};

/** A length of 0 stands for the one that was there, unless `allowzero` says otherwise; -1 for what is left. */
export const reshape: Fold = ([a, to], attributes) => {
  if (!a || to?.dtype !== "int32" || to.ndim !== 1) return undefined;
  const zeroIsLength = attributes.int("allowzero", 0) !== 0;
  const lengths = Array.from(to.data, (length, axis) =>
    length === 0 && !zeroIsLength ? (a.shape[axis] ?? Number.NaN) : length,
  );
  const left = a.size / sizeOf(lengths.filter((length) => length !== -1));
  const isOne = lengths.filter((length) => length === -1).length <= 1;
  return isOne
    ? inShape(
        a,
        lengths.map((length) => (length === -1 ? left : length)),
      )
    : undefined;
};

/** Two axes: the product of the lengths before `axis`, and of those from there on. */
export const flatten: Fold = ([a], attributes) => {
  if (!a) return undefined;
  const axis = attributes.int("axis", 1);
  const at = axis < 0 ? axis + a.ndim : axis;
  return at >= 0 && at <= a.ndim
    ? inShape(a, [sizeOf(a.shape.slice(0, at)), sizeOf(a.shape.slice(at))])
    : undefined;
};

/** Without `axes`, all of length 1 are taken out. */
export const squeeze: Fold = ([a, input], attributes) => {
  const axes = axesOf(input, attributes);
  if (!a || !axes) return undefined;
  const places = placesOf(axes, a.ndim);
  if (places?.some((place) => a.shape[place] !== 1)) return undefined;
  const isOut = (length: number, axis: number) =>
    axes.length === 0 ? length === 1 : places?.includes(axis) === true;
  return (
    places &&
    inShape(
      a,
      a.shape.filter((length, axis) => !isOut(length, axis)),
    )
  );
};

/** The axes are counted in the result. */
export const unsqueeze: Fold = ([a, input], attributes) => {
  const axes = axesOf(input, attributes);
  if (!a || !axes || axes.length === 0) return undefined;
  const rank = a.ndim + axes.length;
  const places = rank <= mostAxes ? placesOf(axes, rank) : undefined;
  if (!places) return undefined;
  const rest = [...a.shape];
  return inShape(
    a,
    Array.from({ length: rank }, (_, axis) => (places.includes(axis) ? 1 : rest.shift()!)),
  );
};
