import { abridge, gaps, statisticsLine, titleOf } from "./abridge.ts";
import type { Block, Document } from "./blocks.ts";
import { sidesOf } from "./cells.ts";
import { bmatrix } from "./latex.ts";

/** What Markdown would read as markup, within a line. */
const inLine = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#~]/g, "\\$&");

/** The same for lines of their own, which a mark at their beginning would make a list. */
const escaped = (text: string): string =>
  inLine(text)
    .replaceAll(/^(?=[-+] )/gm, "\\")
    .replaceAll(/^(\d+)(?=\. )/gm, "$1\\");

/**
 * A document as Markdown, with formulas and matrices as `$$` LaTeX, as GitHub and most editors show it.
 *
 * @example
 * const blocks = [{ kind: "list", items: ["one"], ordered: false }] as const;
 * markdown({ title: "A*", language: "en", blocks }); // "# A\\*\n\n- one\n"
 */
export function markdown({ title, language, blocks }: Document): string {
  const show = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `${"#".repeat(block.level + 1)} ${inLine(block.text)}`;
      case "paragraph":
        return escaped(block.text);
      case "formula":
        return [
          math(block.formula.latex),
          ...(block.formula.numpy === undefined ? [] : [fenced(block.formula.numpy, "python")]),
          ...(block.note === undefined ? [] : [escaped(block.note)]),
        ].join("\n\n");
      case "matrix": {
        const { cells, isAbridged } = abridge(block);
        const statistics = isAbridged ? `: ${statisticsLine(block.values, language)}` : "";
        return `${escaped(titleOf(block))}${statistics}\n\n${math(bmatrix(cells))}`;
      }
      case "blank":
        return `${escaped(titleOf(block))}\n\n${math(bmatrix(gaps(block)))}`;
      case "table":
        return [
          row(block.head.map(escaped)),
          row(sidesOf(block).map((side) => (side === "right" ? "---:" : "---"))),
          ...block.rows.map((cells) => row(cells.map(escaped))),
        ].join("\n");
      case "list":
        return block.items
          .map((item, i) => `${block.ordered ? `${i + 1}.` : "-"} ${escaped(item)}`)
          .join("\n");
      case "code":
        return fenced(block.text, block.language);
      case "picture":
        return `![${inLine(block.says)}](${block.file})`;
    }
  };
  return `${[`# ${inLine(title)}`, ...blocks.map(show)].join("\n\n")}\n`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const math = (latex: string): string => `$$\n${latex}\n$$`;

/** A fence longer than any run of backticks in the text, so that none of them ends it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
