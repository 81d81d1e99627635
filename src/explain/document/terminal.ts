import { widthOf } from "../../base/textTable.ts";
import { abridge, gaps, statisticsLine, titleOf } from "./abridge.ts";
import type { BlankBlock, Block, Document, MatrixBlock } from "./blocks.ts";
import { columnLines, sidesOf } from "./cells.ts";
import { wrap } from "./wrap.ts";

/** How text may stand out in a terminal. */
export type Emphasis = "bold" | "dim";

export interface TerminalOptions {
  /** Columns of the terminal; Hangul takes two each. */
  readonly width?: number;
  /** Text that stands out; plain when left out. */
  readonly emphasize?: (emphasis: Emphasis, text: string) => string;
}

/**
 * A document as plain text for a terminal: paragraphs wrapped, matrices and tables aligned.
 *
 * @example
 * const matrix = { kind: "matrix", name: "W1", shape: [2, 2], values: [1, -2, 0.5, 0] } as const;
 * const lines = terminalText({ title: "One layer", language: "en", blocks: [matrix] }).split("\n");
 * lines[2]; // "  W1 (2, 2)"
 * lines[3]; // "    1.0  -2.0"
 */
export function terminalText({ title, language, blocks }: Document, options: TerminalOptions = {}): string {
  const { width = 80, emphasize = (_, text) => text } = options;
  const show = (block: Block): readonly string[] => {
    switch (block.kind) {
      case "heading":
        return block.level < 3
          ? [emphasize("bold", block.text), "-".repeat(widthOf(block.text))]
          : [emphasize("bold", block.text)];
      case "paragraph":
        return wrap(block.text, width);
      case "formula":
        return [
          `  ${block.formula.text}`,
          ...(block.formula.numpy === undefined || block.formula.numpy === block.formula.text
            ? []
            : [emphasize("dim", `  ${block.formula.numpy}`)]),
          ...(block.note === undefined ? [] : indented(wrap(block.note, width - 6), 6)),
        ];
      case "matrix":
        return indented(matrixLines(block), 2);
      case "blank":
        return indented(gridLines(block, gaps(block)), 2);
      case "table": {
        const [head, ...rows] = columnLines([block.head, ...block.rows], sidesOf(block));
        return [emphasize("bold", head!), ...rows];
      }
      case "list":
        return block.items.flatMap((item, i) => {
          const mark = block.ordered ? `${i + 1}. ` : "- ";
          const lines = wrap(item, width - mark.length);
          return lines.map((line, j) => (j === 0 ? mark : " ".repeat(mark.length)) + line);
        });
      case "code":
        return indented(block.text.split("\n"), 2);
      case "picture":
        return [
          ...(block.text === undefined ? [] : indented(block.text.split("\n"), 2)),
          ...wrap(`[${block.says}]`, width).map((line) => emphasize("dim", line)),
        ];
    }
  };
  const matrixLines = (block: MatrixBlock): readonly string[] => {
    const { cells, isAbridged } = abridge(block);
    const statistics = isAbridged
      ? `  ${emphasize("dim", statisticsLine(block.values, language))}`
      : undefined;
    return gridLines(block, cells, statistics);
  };
  return blocks.reduce(
    (text, block, i) => {
      const between = isLine(block) && isLine(blocks[i - 1]) ? "\n" : "\n\n";
      return text + between + show(block).join("\n");
    },
    emphasize("bold", title),
  );
}

/** Cells under their title; a single row beside it. */
function gridLines(
  block: MatrixBlock | BlankBlock,
  cells: readonly (readonly string[])[],
  statistics?: string,
): readonly string[] {
  const lines = columnLines(
    cells,
    (cells[0] ?? []).map(() => "right" as const),
  );
  if (lines.length === 1 && statistics === undefined) return [`${titleOf(block)} = ${lines[0]}`];
  return [titleOf(block) + (statistics ?? ""), ...indented(lines, 2)];
}

/** Formulas that follow each other stand together, like the lines of a calculation. */
const isLine = (block: Block | undefined): boolean => block?.kind === "formula" && block.note === undefined;

const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => " ".repeat(by) + line);
