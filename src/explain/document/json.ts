import { statisticsOf } from "./abridge.ts";
import type { Block, Document } from "./blocks.ts";

/** Arrays of more elements are told by their statistics alone. */
const mostElements = 100_000;

/** What JSON has no number for, as NumPy prints it. */
export const writable = (x: number): number | string => {
  if (Number.isFinite(x)) return x;
  return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
};

/** Row-major values as lists in lists. */
function nested(values: ArrayLike<number>, shape: readonly number[], offset = 0): unknown {
  const [size, ...rest] = shape;
  if (size === undefined) return writable(values[offset]!);
  const step = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => nested(values, rest, offset + i * step));
}

/** An array as nested lists; a large one as its statistics. */
export function arrayData(values: ArrayLike<number>, shape: readonly number[]): unknown {
  if (values.length <= mostElements) return nested(values, shape);
  return Object.fromEntries(Object.entries(statisticsOf(values)).map(([key, x]) => [key, writable(x)]));
}

/** A document as data: the blocks, matrices as nested lists with all their digits. */
export function json({ title, language, blocks }: Document): string {
  const show = (block: Block): unknown => {
    if (block.kind !== "matrix") return block;
    const { kind, name, shape, values } = block;
    return { kind, name, shape, values: arrayData(values, shape) };
  };
  return `${JSON.stringify({ title, language, blocks: blocks.map(show) }, undefined, 2)}\n`;
}
