import { formatNumber } from "../../../src/explain/document/numbers.ts";
import type { TensorView } from "./view.ts";

/** A cell is wide enough for this many digits. */
const mostDigits = 4;

/** A number for a small cell; all its digits stand elsewhere. */
export function cellText(value: number): string {
  const text = formatNumber(value, 2);
  const isShort = text.replaceAll(/\D/g, "").length <= mostDigits && !text.includes("e");
  return isShort || !Number.isFinite(value) ? text : value.toExponential(0).replace("e+", "e");
}

/** How long the place of what is left out is, in cells: it grows with the logarithm of what it stands for. */
export const gapOf = (omitted: number): number => 0.35 + Math.log10(1 + omitted) / 2.5;

/** The drawn rows or columns of a block as the tracks of a grid. */
export const tracks = (drawn: readonly number[], unit: number): string =>
  drawn
    .flatMap((place, i) => {
      const omitted = i === 0 ? 0 : place - drawn[i - 1]! - 1;
      return omitted > 0 ? [`${Math.round(gapOf(omitted) * unit)}px`, `${unit}px`] : [`${unit}px`];
    })
    .join(" ");

/** The line of the grid at which a drawn row or column begins, from 1. */
export const lineOf = (drawn: readonly number[], i: number): number =>
  1 + i + drawn.slice(1, i + 1).filter((place, j) => place > drawn[j]! + 1).length;

/** How strongly a cell is colored, from 0 to 1. */
export const strength = (value: number, most: number): number =>
  most > 0 && Number.isFinite(value) ? Math.sqrt(Math.abs(value) / most) : 0;

/** Over which rows or columns a bias is repeated, as it is added to each example. */
export interface Repeated {
  readonly axis: "rows" | "columns";
  readonly places: readonly number[];
}

/** The cells of a block as they are drawn. */
export interface Drawn {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** By the number of the drawn row and column. */
  valueAt(i: number, j: number): number;
  isGhost(i: number, j: number): boolean;
}

export function drawnOf({ rows, columns, cells }: TensorView, turned: boolean, repeated?: Repeated): Drawn {
  const width = columns.length;
  if (turned)
    return { rows: columns, columns: rows, valueAt: (i, j) => cells[j * width + i]!, isGhost: () => false };
  if (!repeated) return { rows, columns, valueAt: (i, j) => cells[i * width + j]!, isGhost: () => false };
  return repeated.axis === "rows"
    ? { rows: repeated.places, columns, valueAt: (_, j) => cells[j]!, isGhost: (i) => i > 0 }
    : { rows, columns: repeated.places, valueAt: (i) => cells[i]!, isGhost: (_, j) => j > 0 };
}
