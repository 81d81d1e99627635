import { stridesOf } from "../../base/shape.ts";

/** Offsets into a row-major array of `shape` for every index over some of its axes, in row-major order. */
export function offsets(
  shape: readonly number[],
  axes: readonly number[],
  strides = stridesOf(shape),
): Int32Array {
  const out = new Int32Array(axes.reduce((n, axis) => n * shape[axis]!, 1));
  axes.reduce((filled, axis) => {
    const size = shape[axis]!;
    for (let i = filled * size - 1; i >= 0; i--)
      out[i] = out[Math.floor(i / size)]! + (i % size) * strides[axis]!;
    return filled * size;
  }, 1);
  return out;
}
