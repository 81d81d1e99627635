import { statisticsOf } from "./abridge.ts";
import type { Block, Document } from "./blocks.ts";

/** Arrays of more elements are told by their statistics alone. */
const mostElements = 100_000;

/** What JSON has no number for, as NumPy prints it. */
const writable = (x: number): number | string => {
  if (Number.isFinite(x)) return x;
  return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
};

/** Row-major values as lists in lists. */
export function nested(values: ArrayLike<number>, shape: readonly number[], offset = 0): unknown {
  const [size, ...rest] = shape;
  if (size === undefined) return writable(values[offset]!);
  const step = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => nested(values, rest, offset + i * step));
}

/** A document as data: the blocks, matrices as nested lists with all their digits. */
export function json({ title, language, blocks }: Document): string {
  const show = (block: Block): unknown => {
    if (block.kind !== "matrix") return block;
    const { kind, name, shape, values } = block;
    if (values.length <= mostElements) return { kind, name, shape, values: nested(values, shape) };
    const statistics = Object.entries(statisticsOf(values)).map(([key, x]) => [key, writable(x)]);
    return { kind, name, shape, statistics: Object.fromEntries(statistics) };
  };
  return `${JSON.stringify({ title, language, blocks: blocks.map(show) }, undefined, 2)}\n`;
}
