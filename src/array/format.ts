import type { Shape } from "../base/shape.ts";

/** Beyond this many elements the middle is abridged, as in NumPy. */
const threshold = 1000;
const edge = 3;

/** A float with up to 8 decimals and no trailing zeros, in scientific notation where it is very large or small. */
export function formatNumber(x: number, digits = 8): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return Object.is(x, -0) ? "-0" : String(x);
  const magnitude = Math.abs(x);
  if (magnitude >= 1e-4 && magnitude < 1e8) return String(Number(x.toFixed(digits)));
  return x.toExponential(digits).replace(/\.?0+e/, "e");
}

/** Nested brackets with aligned columns, as NumPy prints arrays: `[[1 2]\n [3 4]]`. */
export function formatArray(data: ArrayLike<number>, shape: Shape): string {
  if (shape.length === 0) return formatNumber(data[0]!);
  const abridged = data.length > threshold;
  const shown = (n: number): (number | undefined)[] =>
    abridged && n > 2 * edge ? [...range(0, edge), undefined, ...range(n - edge, n)] : range(0, n);
  const cells: string[] = [];
  const visit = (axis: number, offset: number, leaf: (text: string | undefined) => string): string => {
    const n = shape[axis]!;
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const last = axis === shape.length - 1;
    const parts = shown(n).map((i) => {
      if (i === undefined) return "...";
      return last ? leaf(formatNumber(data[offset + i]!)) : visit(axis + 1, offset + i * inner, leaf);
    });
    return `[${parts.join(last ? " " : `\n${" ".repeat(axis + 1)}`)}]`;
  };
  visit(0, 0, (text) => {
    cells.push(text!);
    return "";
  });
  const width = cells.reduce((w, cell) => Math.max(w, cell.length), 0);
  return visit(0, 0, (text) => text!.padStart(width));
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
