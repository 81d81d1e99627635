import { abridge, gaps, statisticsLine, titleOf } from "./abridge.ts";
import type { Block, Document, TableBlock } from "./blocks.ts";
import { sidesOf } from "./cells.ts";
import { escapeXml, mathml } from "./mathml.ts";

const style = `:root { color-scheme: light dark; --ink: #1d1d1f; --soft: #63636b; --line: #d7d7dc; --page: #fff; --raised: #f5f5f7 }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --soft: #a0a0ab; --line: #3c3c44; --page: #17171a; --raised: #222226 } }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 50rem; background: var(--page); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25; margin: 2em 0 0.5em } h1 { margin-top: 0 }
.math { margin: 0.5em 0; padding: 0.25em 0; overflow: auto hidden } .math math { width: max-content }
figure { margin: 1em 0; overflow-x: auto } figcaption, .note { color: var(--soft); font-size: 0.9em }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 0.15em 0.6em; text-align: left } .right { text-align: right }
table.data th, table.data td { border-bottom: 1px solid var(--line) }
table.matrix { border-inline: 1px solid var(--ink); border-radius: 0.4em; font-family: ui-monospace, monospace; font-size: 0.9em }
pre { background: var(--raised); padding: 0.6em 0.9em; border-radius: 0.4em; overflow-x: auto; font-size: 0.9em }
.blank { margin-top: 3em } .blank td { min-width: 5em; height: 2.4em; border: 1px dotted var(--soft) }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #999; --page: #fff; --raised: #fff }
  body { max-width: none; padding: 0; font-size: 11pt } .math, figure, pre { overflow: visible }
  h1, h2, h3, h4 { break-after: avoid } body > :not(h1, h2, h3, h4) { break-before: avoid; break-inside: avoid }
}`;

/**
 * A document as one HTML file that needs nothing else: MathML, its own styles, light and dark. All text is escaped.
 *
 * @example
 * html({ title: "a < b", language: "en", blocks: [] }).includes("<title>a &lt; b</title>"); // true
 */
export function html({ title, language, blocks }: Document): string {
  const show = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `<h${block.level + 1}>${escapeXml(block.text)}</h${block.level + 1}>`;
      case "paragraph":
        return `<p>${escapeXml(block.text)}</p>`;
      case "formula":
        return [
          `<div class="math">${mathml(block.formula.latex)}</div>`,
          ...(block.formula.numpy === undefined ? [] : [preformatted(block.formula.numpy)]),
          ...(block.note === undefined ? [] : [`<p class="note">${escapeXml(block.note)}</p>`]),
        ].join("\n");
      case "matrix": {
        const { cells, isAbridged } = abridge(block);
        const statistics = isAbridged ? `: ${statisticsLine(block.values, language)}` : "";
        const rows = cells.map((row) => tableRow("td", row, () => "right"));
        return `<figure><figcaption>${escapeXml(titleOf(block) + statistics)}</figcaption><table class="matrix">${rows.join("")}</table></figure>`;
      }
      case "blank": {
        const rows = gaps(block).map((row) => `<tr>${row.map(() => "<td></td>").join("")}</tr>`);
        return `<figure class="blank"><figcaption>${escapeXml(titleOf(block))}</figcaption><table class="matrix">${rows.join("")}</table></figure>`;
      }
      case "table":
        return dataTable(block);
      case "list": {
        const tag = block.ordered ? "ol" : "ul";
        return `<${tag}>${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</${tag}>`;
      }
      case "code":
        return preformatted(block.text);
      case "picture":
        return `<figure>${block.svg}<figcaption>${escapeXml(block.says)}</figcaption></figure>`;
    }
  };
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title>`,
    `<style>\n${style}\n</style></head>`,
    `<body>\n<h1>${escapeXml(title)}</h1>`,
    ...blocks.map(show),
    "</body></html>",
    "",
  ].join("\n");
}

const preformatted = (text: string): string => `<pre><code>${escapeXml(text)}</code></pre>`;

function dataTable(block: TableBlock): string {
  const sides = sidesOf(block);
  const side = (j: number) => sides[j]!;
  const rows = [tableRow("th", block.head, side), ...block.rows.map((cells) => tableRow("td", cells, side))];
  return `<table class="data">${rows.join("")}</table>`;
}

const tableRow = (
  tag: "td" | "th",
  cells: readonly string[],
  side: (column: number) => "left" | "right",
): string =>
  `<tr>${cells.map((cell, j) => `<${tag}${side(j) === "right" ? ' class="right"' : ""}>${escapeXml(cell)}</${tag}>`).join("")}</tr>`;
