import type { Column } from "../../state/layers.ts";

/** Units of a layer that are drawn; of the others only their number. */
export const mostUnits = 12;

/** Width of what stands above a column. Pixels, as everything here. */
export const headWidth = 94;
const [leastPitch, leastSize, largestSize] = [100, 24, 64];
/** Between the right side of a unit and the first step behind it, and between steps. */
const [stepRoom, stepWidth] = [16, 22];
/** Between two units. */
const leastApart = 4;
/** Below the units, for "+38 more". */
const foot = 22;

/** Where the units of a column stand. */
export interface PlacedColumn extends Column {
  /** The middle. */
  readonly x: number;
  /** Of the square of a unit. */
  readonly size: number;
  /** The middle of each unit that is drawn. */
  readonly y: readonly number[];
  /** Units that are not drawn. */
  readonly more: number;
  /** The middle of each step behind the units. */
  readonly stepX: readonly number[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly PlacedColumn[];
}

/** Room left of the inputs, for their names. */
const leftOf = (names: readonly string[]): number =>
  names.some((name) => name.length > 4) ? 100 : headWidth / 2 + 18;

/** From the middle of a column to the middle of the next, at least. */
const gapAfter = ({ steps }: Column): number =>
  Math.max(leastPitch, largestSize + 2 * stepRoom + stepWidth * steps.length);

/**
 * Places a network in a box of a width; it gets wider where the columns need it.
 *
 * @param names of the inputs
 */
export function layoutOf(columns: readonly Column[], names: readonly string[], room: number): Layout {
  const left = leftOf(names);
  const right = headWidth / 2 + 4 + stepWidth * columns.at(-1)!.steps.length;
  const gaps = columns.slice(0, -1).map(gapAfter);
  const needed = left + right + gaps.reduce((sum, gap) => sum + gap, 0);
  const spare = Math.max(0, room - needed) / Math.max(1, gaps.length);
  const width = Math.max(needed, room);
  const most = Math.max(...columns.map(({ units }) => Math.min(units, mostUnits)));
  const body = Math.max(240, Math.min(420, width * 0.5), most * (leastSize + leastApart));
  let x = left;
  return {
    width,
    height: body + foot,
    columns: columns.map((column, c) => {
      if (c > 0) x += gaps[c - 1]! + spare;
      return placed(column, x, body);
    }),
  };
}

function placed(column: Column, x: number, body: number): PlacedColumn {
  const shown = Math.min(column.units, mostUnits);
  const share = body / shown;
  const size = Math.max(leastSize, Math.min(largestSize, share - 10));
  const step = Math.min(share, size + 34);
  return {
    ...column,
    x,
    size,
    y: Array.from({ length: shown }, (_, u) => body / 2 + (u - (shown - 1) / 2) * step),
    more: column.units - shown,
    stepX: column.steps.map((_, s) => x + size / 2 + stepRoom + s * stepWidth),
  };
}

/** An edge between two units, for the weight at a place of its array, counted row by row. */
export interface Edge {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly d: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/** The edges from a column to the next; at a unit they arrive apart, in the order of where they come from. */
export function edgesBetween(before: PlacedColumn, after: PlacedColumn): Edge[] {
  const [x1, x2] = [before.x + before.size / 2, after.x - after.size / 2];
  const middle = (x1 + x2) / 2;
  const apart = Math.min(7, (0.75 * after.size) / before.y.length);
  return before.y.flatMap((y1, from) =>
    after.y.map((center, to) => {
      const y2 = center + (from - (before.y.length - 1) / 2) * apart;
      const d = `M${round(x1)},${round(y1)}C${round(middle)},${round(y1)} ${round(middle)},${round(y2)} ${round(x2)},${round(y2)}`;
      return { place: from * after.units + to, from, to, d, x: middle, y: (y1 + y2) / 2 };
    }),
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** How thick the edge of a weight is: it grows with the root of its size, so that small ones are still seen. */
export const thickness = (weight: number): number =>
  Number.isFinite(weight) ? Math.min(9, 0.7 + 2.3 * Math.sqrt(Math.abs(weight))) : 0.7;
