import { formatShape, type Shape, sizeOf } from "../../base/shape.ts";
import { type Language, sentences } from "../language/sentences.ts";
import type { BlankBlock, MatrixBlock } from "./blocks.ts";
import { columnFormat, formatNumber } from "./numbers.ts";

/** The rows and columns that are shown, and those at either end where there are more. */
const mostRows = 10;
const mostColumns = 8;
const edge = 3;

/** A matrix as it is shown. */
export interface Abridged {
  /** Rows of numbers as text, `...` for what is left out. */
  readonly cells: readonly (readonly string[])[];
  readonly isAbridged: boolean;
}

/** What a large matrix is as a whole. */
export interface Statistics {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** Euclidean: the root of the sum of squares. */
  readonly norm: number;
}

const places = (size: number, most: number): readonly (number | undefined)[] => {
  const all = Array.from({ length: size }, (_, i) => i);
  return size > most ? [...all.slice(0, edge), undefined, ...all.slice(-edge)] : all;
};

/** Rows and columns of an array: a list is one row, axes before the last two follow each other. */
export function gridOf(shape: Shape): readonly [rows: number, columns: number] {
  const columns = shape.at(-1) ?? 1;
  return [columns === 0 ? 0 : sizeOf(shape) / columns, columns];
}

/** The cells of a matrix as text, its middle left out where it is large. */
export function abridge({ shape, values }: Pick<MatrixBlock, "shape" | "values">): Abridged {
  const [height, width] = gridOf(shape);
  const [rows, columns] = [places(height, mostRows), places(width, mostColumns)];
  const at = (row: number, column: number): number => values[row * width + column]!;
  const shown = rows.flatMap((row) =>
    columns.flatMap((column) => (row === undefined || column === undefined ? [] : [at(row, column)])),
  );
  const write = columnFormat(shown);
  return {
    cells: rows.map((row) =>
      columns.map((column) => (row === undefined || column === undefined ? "..." : write(at(row, column)))),
    ),
    isAbridged: rows.includes(undefined) || columns.includes(undefined),
  };
}

/** What stands for a number that is to be filled in. */
export const gap = "____";

/** The cells of a matrix to be filled in. */
export function gaps({ shape }: BlankBlock): string[][] {
  const [height, width] = gridOf(shape);
  return Array.from({ length: height }, () => new Array<string>(width).fill(gap));
}

export function statisticsOf(values: ArrayLike<number>): Statistics {
  let [min, max, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    min = Math.min(min, x);
    max = Math.max(max, x);
    sum += x;
    squares += x * x;
  }
  return { min, max, mean: sum / values.length, norm: Math.sqrt(squares) };
}

const text = sentences<{ statistics: Record<keyof Statistics, string> }>({
  statistics: {
    en: ({ min, mean, max, norm }) => `min ${min}, mean ${mean}, max ${max}, norm ${norm}`,
    ko: ({ min, mean, max, norm }) => `최솟값 ${min}, 평균 ${mean}, 최댓값 ${max}, 노름 ${norm}`,
  },
});

/** `min -4.2, mean 0.03, max 4.1, norm 51.9`. */
export function statisticsLine(values: ArrayLike<number>, language: Language): string {
  const { min, mean, max, norm } = statisticsOf(values);
  return text.statistics({
    min: formatNumber(min, 4),
    mean: formatNumber(mean, 4),
    max: formatNumber(max, 4),
    norm: formatNumber(norm, 4),
  })[language];
}

/** A matrix's name with its shape, where it has one: `W1 (2, 4)`. */
export const titleOf = ({ name, shape }: Pick<MatrixBlock, "name" | "shape">): string =>
  shape.length === 0 ? name : `${name} ${formatShape(shape)}`;
