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

/**
 * Where another of several outputs becomes the largest: a line around each that is largest somewhere, of two a single
 * one. The two largest of a point are found once for all lines: of a thousand outputs each would look at all.
 */
export function boundaryPath(output: Float32Array, width: number, side: number, size: number): string {
  const points = output.length / width;
  const first = new Int32Array(points);
  const [largest, second] = [new Float32Array(points), new Float32Array(points)];
  for (let p = 0; p < points; p++) {
    let [best, next] = [-Infinity, -Infinity];
    for (let c = 0; c < width; c++) {
      const value = output[p * width + c]!;
      if (value > best) {
        [next, best] = [best, value];
        first[p] = c;
      } else if (value > next) next = value;
    }
    largest[p] = best;
    second[p] = next;
  }
  /** By how much the largest of the outputs that are not `c` is below it. */
  const margin = (c: number): Float32Array =>
    first.reduce((margins, leader, p) => {
      margins[p] = output[p * width + c]! - (leader === c ? second[p]! : largest[p]!);
      return margins;
    }, new Float32Array(points));
  const around = width === 2 ? [0] : [...new Set(first)].sort((a, b) => a - b);
  return around.map((c) => contourPath(margin(c), side, 0, size)).join("");
}
