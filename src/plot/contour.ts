import { contours } from "d3-contour";
import type { Point } from "./path.ts";

/** Values on a regular grid, x fastest, and the pixels of its first and last column and row. */
export interface PixelField {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Rings around all that is at least `level`, in pixels; they close half a cell outside the grid. */
export function ringsAbove(field: PixelField, level: number): Point[][] {
  const { columns, rows, values, x, y } = field;
  // d3-contour puts the first value at 0.5.
  const across = (i: number) => x[0] + ((i - 0.5) / (columns - 1)) * (x[1] - x[0]);
  const down = (j: number) => y[0] + ((j - 0.5) / (rows - 1)) * (y[1] - y[0]);
  const shape = contours()
    .size([columns, rows])
    .contour(values as unknown as number[], level);
  return shape.coordinates.flat().map((ring) => ring.map(([i, j]): Point => [across(i!), down(j!)]));
}

/** The lines where the field equals `level`, in pixels: the rings without their stretches along the border. */
export function linesAt(field: PixelField, level: number): Point[][] {
  const [left, right] = [Math.min(...field.x) - 1e-9, Math.max(...field.x) + 1e-9];
  const [top, bottom] = [Math.min(...field.y) - 1e-9, Math.max(...field.y) + 1e-9];
  const inside = ([x, y]: Point) => x >= left && x <= right && y >= top && y <= bottom;
  return ringsAbove(field, level).flatMap((ring) => {
    const start = ring.findIndex((point) => !inside(point));
    if (start < 0) return [ring];
    // Begin outside, so that no line is cut where the ring happens to begin.
    const lines: Point[][] = [[]];
    for (const point of [...ring.slice(start), ...ring.slice(1, start)])
      if (inside(point)) lines.at(-1)!.push(point);
      else if (lines.at(-1)!.length > 0) lines.push([]);
    return lines.filter((line) => line.length > 1);
  });
}
