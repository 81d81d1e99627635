import type { Point } from "./path.ts";

/**
 * The points of a long curve that a picture can show: in each column of pixels the first, the lowest, the
 * highest and the last (M4; Jugel et al., "M4: a visualization-oriented time series data aggregation", 2014).
 * Drawn in pixels the result equals the whole curve. Values that are not finite stay as one gap.
 *
 * @param xOf pixels of the i-th value, ascending
 * @param yOf pixels of a value; values it has no place for (a log of 0) become gaps
 */
export function abridge(
  values: ArrayLike<number>,
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): Point[] {
  const kept: Point[] = [];
  let column: Point[] = [];
  const flush = () => {
    if (column.length === 0) return;
    const order = column.map((_, i) => i);
    const lowest = order.reduce((a, b) => (column[b]![1] < column[a]![1] ? b : a));
    const highest = order.reduce((a, b) => (column[b]![1] > column[a]![1] ? b : a));
    const chosen = new Set([0, lowest, highest, column.length - 1].sort((a, b) => a - b));
    for (const i of chosen) kept.push(column[i]!);
    column = [];
  };
  for (let i = 0; i < values.length; i++) {
    const x = xOf(i);
    const y = yOf(values[i]!);
    if (!Number.isFinite(y)) {
      flush();
      if (kept.length > 0 && Number.isFinite(kept.at(-1)![1])) kept.push([x, Number.NaN]);
      continue;
    }
    if (column.length > 0 && Math.floor(x) !== Math.floor(column[0]![0])) flush();
    column.push([x, y]);
  }
  flush();
  return kept;
}
