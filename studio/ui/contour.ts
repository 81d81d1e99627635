import { linesAt } from "../../src/plot/contour.ts";

/**
 * Where a field is at a level, as the `d` of a path in a box of 0 to `size` with y downward; values have x fastest and
 * y upward.
 */
export function contourPath(values: ArrayLike<number>, side: number, level: number, size: number): string {
  const field = {
    values: values as Float64Array,
    columns: side,
    rows: side,
    x: [0, size],
    y: [size, 0],
  } as const;
  return linesAt(field, level)
    .map((line) => `M${line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`)
    .join("");
}

/** By how much the largest of several outputs that are not `c` is below it, point by point. */
export function marginOf(output: Float32Array, width: number, c: number): Float32Array {
  const margin = new Float32Array(output.length / width);
  for (let p = 0; p < margin.length; p++) {
    let best = -Infinity;
    for (let other = 0; other < width; other++)
      if (other !== c) best = Math.max(best, output[p * width + other]!);
    margin[p] = output[p * width + c]! - best;
  }
  return margin;
}
