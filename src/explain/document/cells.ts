import { widthOf } from "../../base/textTable.ts";
import type { TableBlock } from "./blocks.ts";
import { pad } from "./wrap.ts";

const numeric = /^([-+]?[\d.,]+(e[-+]?\d+)?( ?%)?|nan|-?inf|\.\.\.|)$/;

/** For each column, the side its cells stand at: numbers at the right. */
export const sidesOf = ({ head, rows }: TableBlock): readonly ("left" | "right")[] =>
  head.map((_, j) => (rows.every((row) => numeric.test(row[j]!)) ? "right" : "left"));

/** Rows of cells in columns of equal width, two spaces apart. */
export function columnLines(
  rows: readonly (readonly string[])[],
  sides: readonly ("left" | "right")[],
): string[] {
  const widths = sides.map((_, j) => Math.max(0, ...rows.map((row) => widthOf(row[j]!))));
  return rows.map((row) =>
    row
      .map((cell, j) => pad(cell, widths[j]!, sides[j]!))
      .join("  ")
      .trimEnd(),
  );
}
