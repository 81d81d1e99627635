/** Sizes along each axis, outermost first; `[]` is a scalar. Arrays are row-major. */
export type Shape = readonly number[];

/** Number of elements: the product of the sizes, 1 for a scalar. */
export const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1);

/** As NumPy prints it: `()`, `(3,)`, `(400, 2)`. */
export const formatShape = (shape: Shape): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i]);

/** Elements to step over to move by one along each axis of a row-major array. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** NumPy's broadcasting: axes are aligned at the end and must be equal or 1. Undefined where they do not fit. */
export function broadcastShapes(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 1; axis <= rank; axis++) {
    const m = a.at(-axis) ?? 1;
    const n = b.at(-axis) ?? 1;
    if (m !== n && m !== 1 && n !== 1) return undefined;
    shape.unshift(m === 1 ? n : m);
  }
  return shape;
}

/** Axes counted from the end (-1 is the last) as axes from 0, in ascending order; undefined where one is out of range. */
export function normalizeAxes(axes: readonly number[], rank: number): number[] | undefined {
  const normal = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  if (normal.some((axis) => !Number.isInteger(axis) || axis < 0 || axis >= rank)) return undefined;
  return [...new Set(normal)].sort((a, b) => a - b);
}
