import { isFloat } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, normalizeAxes, type Shape } from "../base/shape.ts";
import type { Operand } from "./op.ts";

/** Throws where an operand is no float array: whole numbers index and count, they are not reduced. */
export function checkFloat(who: string, { shape, dtype }: Operand): void {
  if (!isFloat(dtype))
    fail("shape", { who, expected: "a float array", got: `${dtype} ${formatShape(shape)}` });
}

/** `axes` counted from 0, ascending; throws where one is outside the shape. No axes mean all of them. */
export function checkedAxes(who: string, shape: Shape, axes: readonly number[]): number[] {
  if (axes.length === 0) return shape.map((_, axis) => axis);
  return (
    normalizeAxes(axes, shape.length) ??
    fail("shape", {
      who,
      expected:
        shape.length === 0
          ? "no axes for a scalar"
          : `axes from ${-shape.length} to ${shape.length - 1} for shape ${formatShape(shape)}`,
      got: `(${axes.join(", ")})`,
    })
  );
}

/** The shape with `axes` reduced: left out, or of size 1 where they are kept. */
export const reducedShape = (shape: Shape, axes: readonly number[], keepdims: boolean): Shape =>
  keepdims
    ? shape.map((d, axis) => (axes.includes(axis) ? 1 : d))
    : shape.filter((_, axis) => !axes.includes(axis));
