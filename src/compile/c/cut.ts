import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { MatmulKernel } from "../kernel.ts";
import type { Context } from "./context.ts";
import { tall } from "./pack.ts";

/** Steps along k, and rows of a, that are copied at a time, with two vectors of columns in registers and with four. */
const [ofTwo, ofFour] = [
  { deep: 320, high: 63 * tall },
  { deep: 512, high: 42 * tall },
];

/**
 * How operands are cut, where they are copied first. A panel of b takes 20 KiB of a first cache (in float32), a block of
 * rows of a the better part of a second one. With four vectors of 512 bits the panel is in the second one too: it comes
 * from there as fast as it is needed, and each sum is fetched and put back less often. On Zen 4 that gains 5 to 8 %
 * over a panel of 40 KiB.
 */
export const cuts = `/* Steps along k, and rows of a, after which others come into the caches. */
#if PANEL == 4
#define DEEP ${ofFour.deep}
#define HIGH ${ofFour.high}
#else
#define DEEP ${ofTwo.deep}
#define HIGH ${ofTwo.high}
#endif
/* The parts of a length that are no longer than that, nearly equal. */
#define PART(length, most) ((length + (length + most - 1) / most - 1) / ((length + most - 1) / most))
/* Whether the columns after all whole vectors are so few that they have a short one. */
#define IS_SHORT(columns, lanes, few) (few < lanes && columns % lanes > 0 && columns % lanes <= few)`;

/** Steps, and rows, up to which nothing is cut on any machine. */
const [shortestCut, lowestCut] = [Math.min(ofTwo.deep, ofFour.deep), Math.min(ofTwo.high, ofFour.high)];

/** Numbers of a panel, and of rows of a, at most. */
export const panelSize = ofFour.deep * 4 * 16;
const rowsSize = Math.max(ofTwo.deep * ofTwo.high, ofFour.deep * ofFour.high);

/** Bytes of notes that products make. */
export const notesBytes = (dtype: FloatType): number => (panelSize + rowsSize) * bytesOf(dtype);

interface Operand {
  readonly name: string;
  /** Elements from a number to the next down and along. */
  readonly down: number;
  readonly along: number;
}

export interface Product {
  readonly dtype: FloatType;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Operand;
  readonly b: Operand;
  readonly out: string;
}

/** Steps up to which a result of one column is written out, a row after the other: they do not wait for each other. */
const shallow = 16;

/** A result of one row or one column is its own transpose: the form whose vectors run along neighbors. */
export function productOf(nameOf: Context["nameOf"], { dtype, m, k, n, a, b, out }: MatmulKernel): Product {
  const operand = ({ array, strides: [down, along] }: MatmulKernel["a"]): Operand => ({
    name: nameOf(array),
    down,
    along,
  });
  const turned = ({ name, down, along }: Operand): Operand => ({ name, down: along, along: down });
  const made = { dtype, k, out: nameOf(out) };
  const [left, right] = [operand(a), operand(b)];
  const columnOfNeighbors = n === 1 && m > 1 && left.down === 1;
  const rowOfOthers = m === 1 && n > 1 && right.along !== 1;
  return columnOfNeighbors || rowOfOthers
    ? { ...made, m: n, n: m, a: turned(right), b: turned(left) }
    : { ...made, m, n, a: left, b: right };
}

/** What is copied first so that it lies in sequence, and whether it is cut. */
interface Cut {
  readonly isColumn: boolean;
  readonly packsA: boolean;
  readonly packsB: boolean;
  readonly isHigh: boolean;
  readonly isDeep: boolean;
  /** Whether a tile has the rows of the next one fetched. Lesson 3's digits take 6 % less time on two threads by that. */
  readonly asksAhead: boolean;
}

/**
 * Bytes of a row of b, and rows of a, up to which b stays as it is: its rows are as near as those of a panel, and a copy
 * would serve few tiles.
 */
const [narrow, few] = [256, 128];

/** Numbers in a row of a from which on a tile asks for the rows of the next: shorter ones are there anyway. */
const long = 128;

export function cutOf({ dtype, m, k, n, a, b }: Product): Cut {
  const bytes = bytesOf(dtype);
  const isColumn = n === 1 && k <= shallow;
  const isTall = m >= 2 * tall;
  const isNearAnyway = m <= few && b.down === n && n * bytes <= narrow;
  const isLarge = isTall && k * n * bytes > 16384;
  const packsB = !isColumn && ((n > 1 && b.along !== 1) || (isLarge && !isNearAnyway));
  // Steps a power of two apart would meet in one place of the caches.
  const isApart = n > 128 || (a.along * bytes) % 1024 === 0;
  const isTurned = a.down === 1 && a.along > 1 && isApart;
  // Rows that all panels of a wide b need do not stay in the caches where they lie far apart.
  const isWide = a.along === 1 && k >= 128 && n >= 256;
  const packsA = !isColumn && isTall && k > 1 && (isTurned || isWide);
  const isDeep = (packsA || packsB) && k > shortestCut;
  return {
    isColumn,
    packsA,
    packsB,
    isHigh: packsA && m > lowestCut,
    isDeep,
    asksAhead: isTall && !packsA && !isDeep && a.along === 1 && a.down === k && k >= long,
  };
}

/** Whether a product needs memory beside its operands. */
export function makesNotes(kernel: MatmulKernel): boolean {
  const { packsA, packsB } = cutOf(productOf(() => "", kernel));
  return packsA || packsB;
}
