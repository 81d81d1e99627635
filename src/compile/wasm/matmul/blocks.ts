import type { MatmulKernel } from "../../kernel.ts";
import { simd } from "../simd.ts";
import { type Product, productOf } from "./product.ts";

/** How a product is cut: into tiles whose sums stay in locals, and into blocks that stay in the caches. */
export interface Blocks {
  /** Rows of a tile, and its vectors of columns. */
  readonly tall: number;
  readonly wide: number;
  /** Whether the rows of a, and the columns of b, that a tile needs are copied first so that they lie in sequence. */
  readonly packsA: boolean;
  readonly packsB: boolean;
  /** Steps along k, and rows, after which other numbers come into the caches. */
  readonly depth: number;
  readonly height: number;
}

/** Vectors for so many rows: the 8 sums keep both units of a core busy, and fit its 16 registers with the operands. */
const wideFor = (rows: number): number => [8, 8, 4, 3][rows] ?? 2;

/** A panel of b this deep, and the tiles of a beside it, are half of a first cache of 32 KiB. */
const deepest = 256;

/** Bytes of a that are packed at a time: a part of a second cache of 512 KiB or 1 MiB. */
const mostOfA = 256 * 1024;

/** Columns from which on packing rows of a costs under 2 % of the product. */
const columnsToPackRows = 192;

/** The same where a is transposed and its steps lie so far apart that most are on a page of memory of their own. */
const columnsToPackSteps = 8;
const farApart = 1024;

/** Steps that packing may write past the depth. */
export const overrun = 3;

/** The length of an axis, or of equal parts of it of at most `most`, up to a multiple of 4. */
function evenly(length: number, most: number): number {
  if (length <= most) return length;
  const parts = Math.ceil(length / (Math.floor(most / 4) * 4));
  return Math.ceil(length / parts / 4) * 4;
}

/**
 * The blocks for a shape. Panels are packed where the first cache does not hold b, and where vectors must be made of
 * numbers that are apart.
 *
 * @param room elements of scratch memory there are
 */
export function blocksOf({ dtype, m, k, n, a, b }: Product, room = Number.POSITIVE_INFINITY): Blocks {
  const { bytes, lanes } = simd[dtype];
  const packsB = (n > 1 && b.column !== bytes) || (m >= 16 && k * n * bytes > 8192);
  const isFar = a.row === bytes && a.column >= farApart;
  const columnsToPack = isFar ? columnsToPackSteps : columnsToPackRows;
  const packsA = m >= 16 && m * k * bytes > 16384 && n >= columnsToPack;
  const roomFor = (rows: number) => (packsB ? Math.floor(room / rows) - overrun : k);
  const fits = (vectors: number) => roomFor(vectors * lanes) >= Math.min(k, 16);
  const wish = Math.min(wideFor(m), Math.ceil(n / lanes));
  const wide = fits(wish) ? wish : Math.min(wish, 2);
  const depth = packsA || packsB ? evenly(k, Math.min(deepest, roomFor(wide * lanes))) : k;
  const left = room - (packsB ? (depth + overrun) * wide * lanes : 0);
  const rows = Math.floor(Math.min(mostOfA / bytes / depth, left / (depth + overrun)));
  return { tall: Math.min(m, 4), wide, packsA, packsB, depth, height: packsA ? evenly(m, rows) : m };
}

/** Parts of the scratch memory: the rows of each of up to 8 threads have one or more of their own. */
const regionsOf = (m: number): number => Math.min(Math.ceil(m / 16), 16);

/** Rows of a that are packed at the same time, by all threads together. */
const rowsTogether = 1024;

/** Elements of scratch memory that a kernel asks for. */
export function scratchOf(kernel: Omit<MatmulKernel, "scratch">): number {
  const product = productOf(kernel, () => 0);
  const { wide, packsA, packsB, depth } = blocksOf(product);
  const regions = regionsOf(kernel.m);
  const rows = Math.ceil(Math.min(product.m, rowsTogether) / regions / 4) * 4;
  const panel = packsB ? wide * simd[product.dtype].lanes : 0;
  return regions * (depth + overrun) * (panel + (packsA ? rows : 0));
}

/** Where the scratch memory begins that the rows from `row` on may use while other threads compute those before. */
export function scratchFrom(m: number, length: number, row: number): number {
  const regions = regionsOf(m);
  return Math.floor((row * regions) / m) * (length / regions);
}
