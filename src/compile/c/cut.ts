import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { MatmulKernel } from "../kernel.ts";
import type { Context } from "./context.ts";
import { tall } from "./pack.ts";

/** Steps along k, and rows of a, that are copied at a time, with two vectors of columns in registers and with four. */
const [ofTwo, ofFour] = [
  { deep: { float32: 320, float64: 320 }, high: 63 * tall },
  { deep: { float32: 1024, float64: 512 }, high: 171 * tall },
];

/**
 * How operands are cut, where they are copied first. A panel of b takes 20 KiB of a first cache (in float32), a block of
 * rows of a the better part of a second one. With four vectors of 512 bits the panel is in the second one, and the rows
 * in the third: they come from there as fast as they are needed, each sum is fetched and put back less often, and so is
 * each panel copied. On Zen 4 that gains 10 to 15 % over a panel of 40 KiB.
 */
export const cuts = `/* Steps along k, and rows of a, after which others come into the caches. */
#if PANEL == 4
${cutsOf(ofFour)}
#else
${cutsOf(ofTwo)}
#endif
/* The parts of a length that are no longer than that, nearly equal. */
#define PART(length, most) ((length + (length + most - 1) / most - 1) / ((length + most - 1) / most))
/* Whether the columns after all whole vectors are so few that they have a short one. */
#define IS_SHORT(columns, lanes, few) (few < lanes && columns % lanes > 0 && columns % lanes <= few)`;

function cutsOf({ deep, high }: typeof ofTwo): string {
  return `#define F32_DEEP ${deep.float32}\n#define F64_DEEP ${deep.float64}\n#define HIGH ${high}`;
}

/** Steps, and rows, up to which nothing is cut on any machine. */
const [shortestCut, lowestCut] = [ofTwo.deep.float32, ofTwo.high];

/** Bytes of a row of a panel, at most: four vectors of 512 bits. */
const panelRow = 256;

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

/** Bytes of a panel of b, which notes begin with. */
export const panelBytes = ({ dtype, k }: Pick<Product, "dtype" | "k">): number =>
  panelRow * Math.min(k, ofFour.deep[dtype]);

/** Bytes of notes that a product makes beside its operands, on any machine. */
export function notesOfProduct(kernel: MatmulKernel): number {
  const product = productOf(() => "", kernel);
  const { packsA, packsB } = cutOf(product);
  const { dtype, m, k } = product;
  const steps = Math.min(k, ofFour.deep[dtype]);
  const rows = Math.min(tall * Math.ceil(m / tall), ofFour.high);
  // Whole cache lines, so that the notes of each thread begin with one.
  if (packsA) return panelBytes(product) + Math.ceil((rows * steps * bytesOf(dtype)) / 64) * 64;
  return packsB ? panelBytes(product) : 0;
}
