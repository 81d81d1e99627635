import { sizeOf } from "../base/shape.ts";
import type { Extent } from "./kernel.ts";

/** The array as (outer, range, inner) around the given axes; undefined where other axes lie between them. */
export function extentOf(shape: readonly number[], axes: readonly number[]): Extent | undefined {
  const long = axes.filter((axis) => shape[axis] !== 1);
  const [first = 0, last = -1] = [long[0], long.at(-1)];
  const between = shape.slice(first, last + 1).filter((d, i) => d !== 1 && !long.includes(first + i));
  if (between.length > 0) return undefined;
  return {
    outer: sizeOf(shape.slice(0, first)),
    range: sizeOf(shape.slice(first, last + 1)),
    inner: sizeOf(shape.slice(last + 1)),
  };
}
