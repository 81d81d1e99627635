import { fail } from "../base/error.ts";
import { extentOf } from "./axes.ts";
import { type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import { short } from "./number.ts";
import { element, text, textWidth } from "./svg.ts";

export interface HeatStripOptions extends FigureOptions {
  /** A name for each row. */
  readonly rows: readonly string[];
  /** A name for each column. */
  readonly columns: readonly string[];
  /** What the columns are: stands under them. */
  readonly columnLabel?: string;
  /** On `log`, a number of 0 or below has the color of none. */
  readonly scale?: "linear" | "log";
  /** The numbers of the palest and the darkest cell; the smallest and the largest number when left out. */
  readonly range?: readonly [number, number];
}

const who = "heatStrip";
const rowHeight = 30;
const legendWidth = 12;

/**
 * Numbers as cells, a row for each layer say and a column for each epoch: the larger, the darker; below 0, orange.
 * A number that has no place on the scale is an empty cell. Numbers stand in their cells where all fit.
 *
 * @param values one list a row, all as long as `columns`
 * @returns an SVG document
 * @throws ChainruleError `shape` where rows and columns do not fit the values
 *
 * @example
 * heatStrip([[0.5, 0.4], [0.01, 0.02]], { rows: ["dZ2", "dZ1"], columns: ["0", "10"] }).startsWith("<svg"); // true
 */
export function heatStrip(values: readonly (readonly number[])[], options: HeatStripOptions): string {
  const { rows, columns, scale = "linear", columnLabel } = options;
  if (values.length !== rows.length || values.some((row) => row.length !== columns.length))
    fail("shape", {
      who,
      expected: `${rows.length} rows of ${columns.length} numbers, as many as there are names`,
      got: `${values.length} rows of ${[...new Set(values.map((row) => row.length))].join(" and ")}`,
    });
  const isSigned = values.flat().some((v) => v < 0) && scale === "linear";
  const [low, high] = bounds();
  const size = sizeOfFigure(
    options,
    [640, headingHeight(options) + margin + rows.length * rowHeight + (columnLabel ? 56 : 38)],
    who,
  );
  const words = [short(high, 3), short(low, 3)];
  const left = margin + Math.ceil(Math.max(...rows.map((row) => textWidth(row)))) + 10;
  const right =
    size[0] - margin - legendWidth - 14 - Math.ceil(Math.max(...words.map((word) => textWidth(word, 11))));
  const top = headingHeight(options) + margin;
  const bottom = size[1] - (columnLabel ? 56 : 38);
  const [width, height] = [(right - left) / Math.max(1, columns.length), (bottom - top) / rows.length];

  // Numbers in some cells alone would look like a choice.
  const fits = values.flat().every((value) => textWidth(short(value, 2), 10) + 6 <= width);
  const cells = values.flatMap((row, i) => [
    text(left - 8, top + (i + 0.5) * height + 4, rows[i]!, { anchor: "end" }),
    ...row.map((value, j) => cell(value, left + j * width, top + i * height)),
  ]);
  const every = Math.ceil(Math.max(...columns.map((name) => textWidth(name, 11) + 10), 1) / width);
  const names = columns.flatMap((name, j) =>
    j % every === 0
      ? [text(left + (j + 0.5) * width, bottom + 17, name, { size: 11, color: "muted", anchor: "middle" })]
      : [],
  );
  return figure(
    who,
    size,
    { ...options, name: "Heat strip", says: `${rows.join(", ")}; numbers from ${words[1]} to ${words[0]}.` },
    ...cells,
    ...names,
    columnLabel ? text(right, bottom + 36, columnLabel, { anchor: "end" }) : "",
    legend(),
  );

  function bounds(): readonly [number, number] {
    if (options.range) return options.range;
    const drawn = values.flat().filter((v) => scale === "linear" || v > 0);
    const [least, most] = extentOf(drawn) ?? [0, 1];
    const largest = Math.max(-least, most) || 1;
    return isSigned ? [-largest, largest] : [least, most];
  }

  /** From 0, the palest, to 1; undefined where a number has no place. */
  function depthOf(value: number): number | undefined {
    if (!Number.isFinite(value) || (scale === "log" && value <= 0)) return undefined;
    if (isSigned) return Math.abs(value) / high;
    if (low === high) return 0.5;
    const place =
      scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return Math.min(1, Math.max(0, place));
  }

  function cell(value: number, x: number, y: number): string {
    const depth = depthOf(value);
    const shade = element("rect", {
      x,
      y: y + 1,
      width: Math.max(0.5, width - (width > 8 ? 1 : 0)),
      height: height - 2,
      class: depth === undefined ? "rule" : value < 0 ? "c1" : "c0",
      fill: "currentColor",
      "fill-opacity": depth === undefined ? 0.5 : 0.08 + 0.92 * depth,
    });
    if (!fits) return shade;
    const color = depth !== undefined && depth > 0.55 ? "paper" : "ink";
    const middle = { color, anchor: "middle", size: 10 } as const;
    return shade + text(x + width / 2, y + height / 2 + 4, short(value, 2), middle);
  }

  function legend(): string {
    const steps = 12;
    const x = right + 10;
    const step = (bottom - top) / steps;
    const shades = Array.from({ length: steps }, (_, i) => {
      const share = 1 - i / (steps - 1);
      const depth = isSigned ? Math.abs(2 * share - 1) : share;
      return element("rect", {
        x,
        y: top + i * step,
        width: legendWidth,
        height: step + 0.3,
        class: isSigned && share < 0.5 ? "c1" : "c0",
        fill: "currentColor",
        "fill-opacity": 0.08 + 0.92 * depth,
      });
    });
    const label = (y: number, word: string) =>
      text(x + legendWidth + 4, y, word, { size: 11, color: "muted" });
    return shades.join("") + label(top + 9, words[0]!) + (low === high ? "" : label(bottom - 1, words[1]!));
  }
}
