import { abridge, gap, gaps, statisticsLine, titleOf } from "./abridge.ts";
import type { Block, Document } from "./blocks.ts";
import { sidesOf } from "./cells.ts";

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  // Signs that inputenc does not know: pdfLaTeX would stop at them.
  "⊙": "$\\odot$",
  "→": "$\\to$",
};

const escaped = (text: string): string =>
  text.replaceAll(/[\\~^<>|⊙→&%$#_{}]/g, (sign) => special[sign] ?? `\\${sign}`);

/** A number as it is set in mathematics: `1.5 \times 10^{-7}`. */
const numberLatex = (cell: string): string => {
  if (cell === "...") return "\\cdots";
  if (cell === gap) return "\\underline{\\hspace{4em}}";
  if (/^-?(nan|inf)$/.test(cell)) return cell.replace("inf", "\\infty").replace("nan", "\\text{nan}");
  return cell.replace(/e([-+]?)(\d+)$/, (_, sign: string, power: string) => {
    return ` \\times 10^{${sign === "-" ? "-" : ""}${power}}`;
  });
};

/** Cells as a matrix in brackets; a single number as it is. */
export function bmatrix(cells: readonly (readonly string[])[]): string {
  if (cells.length === 1 && cells[0]!.length === 1) return numberLatex(cells[0]![0]!);
  // What is written by hand needs more height.
  const next = cells[0]?.[0] === gap ? " \\\\[1em]\n" : " \\\\\n";
  const rows = cells.map((row) => row.map(numberLatex).join(" & ")).join(next);
  return `\\begin{bmatrix}\n${rows}\n\\end{bmatrix}`;
}

/**
 * A document as a LaTeX file that needs amsmath and amssymb; in Korean also kotex.
 *
 * @example
 * latex({ title: "50 %", language: "en", blocks: [] }).includes("\\title{50 \\%}"); // true
 */
export function latex({ title, language, blocks }: Document): string {
  const show = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `\\${"sub".repeat(block.level - 1)}section*{${escaped(block.text)}}`;
      case "paragraph":
        return escaped(block.text);
      case "formula":
        return [
          `\\[ ${block.formula.latex} \\]`,
          ...(block.formula.numpy === undefined ? [] : [verbatim(block.formula.numpy)]),
          ...(block.note === undefined ? [] : [escaped(block.note)]),
        ].join("\n");
      case "matrix": {
        const { cells, isAbridged } = abridge(block);
        const statistics = isAbridged ? `: ${statisticsLine(block.values, language)}` : "";
        return `${escaped(titleOf(block) + statistics)}\n\\[ ${bmatrix(cells)} \\]`;
      }
      case "blank":
        return `${escaped(titleOf(block))}\n\\[ ${bmatrix(gaps(block))} \\]`;
      case "table":
        return [
          `\\begin{tabular}{${sidesOf(block)
            .map((side) => side[0])
            .join("")}}`,
          `${block.head.map((cell) => `\\textbf{${escaped(cell)}}`).join(" & ")} \\\\ \\hline`,
          ...block.rows.map((cells) => `${cells.map(escaped).join(" & ")} \\\\`),
          "\\end{tabular}",
        ].join("\n");
      case "list": {
        const environment = block.ordered ? "enumerate" : "itemize";
        const items = block.items.map((item) => `\\item ${escaped(item)}`);
        return [`\\begin{${environment}}`, ...items, `\\end{${environment}}`].join("\n");
      }
      case "code":
        return verbatim(block.text);
      // LaTeX reads no SVG.
      case "picture":
        return `\\emph{${escaped(block.says)}}`;
    }
  };
  return [
    "\\documentclass{article}",
    "\\usepackage{amsmath,amssymb}",
    ...(language === "ko" ? ["\\usepackage{kotex}"] : ["\\usepackage[utf8]{inputenc}"]),
    "\\setlength{\\parindent}{0pt}",
    `\\title{${escaped(title)}}`,
    "\\date{}",
    "\\begin{document}",
    "\\maketitle",
    ...blocks.map((block) => `\n${show(block)}`),
    "\n\\end{document}",
    "",
  ].join("\n");
}

/** As it stands; the one text that would end it is broken by a space. */
const verbatim = (text: string): string =>
  `\\begin{verbatim}\n${text.replaceAll("\\end{verbatim}", "\\end {verbatim}")}\n\\end{verbatim}`;
