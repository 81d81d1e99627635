import type { NDArray } from "../../../../src/array/ndarray.ts";
import { gridOf, statisticsOf } from "../../../../src/explain/document/abridge.ts";
import type { TensorView } from "../view.ts";

/** Rows and columns that are drawn; of more, the first and the last. */
const mostDrawn = 6;
const first = 3;
const last = 2;

/** The rows or columns that are drawn of so many, with some that have to be seen. */
export function drawnOf(size: number, seen: readonly number[] = []): number[] {
  const all = Array.from({ length: size }, (_, i) => i);
  if (size <= mostDrawn) return all;
  return all.filter((i) => i < first || i >= size - last || seen.includes(i));
}

/** Rows and columns that have to be seen. */
export interface Seen {
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
}

/** An array as the page draws it. */
export function tensorView(name: string, { shape, data }: NDArray, seen: Seen = {}): TensorView {
  const [height, width] = gridOf(shape);
  const [rows, columns] = [drawnOf(height, seen.rows), drawnOf(width, seen.columns)];
  const cells = Float64Array.from(
    rows.flatMap((row) => columns.map((column) => data[row * width + column]!)),
  );
  const [row, column] = largestAt({ shape, data });
  const isAbridged = cells.length < data.length;
  const { min, mean, max } = isAbridged ? statisticsOf(data) : { min: 0, mean: 0, max: 0 };
  return {
    name,
    shape,
    rows,
    columns,
    cells,
    most: Math.abs(data[row * width + column] ?? 0),
    ...(isAbridged && { statistics: { min, mean, max } }),
  };
}

/** The row and the column of the element that is largest in size, or of the one that is farthest from `before`. */
export function largestAt(
  { shape, data }: Pick<NDArray, "shape" | "data">,
  before?: Pick<NDArray, "data">,
): readonly [number, number] {
  const size = (i: number): number => Math.abs(data[i]! - (before?.data[i] ?? 0));
  let place = 0;
  for (let i = 1; i < data.length; i++) if (size(i) > size(place)) place = i;
  const [, width] = gridOf(shape);
  return [Math.floor(place / width), place % width];
}
