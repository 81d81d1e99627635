import { fail } from "../../base/error.ts";
import { abridge } from "../abridge.ts";
import { extentOf, makeScale } from "../axes.ts";
import type { LossHistory } from "../loss.ts";
import { grouped, short } from "../number.ts";
import { rgbOf } from "../theme.ts";
import { type Colors, columnsOf, ink } from "./ink.ts";

export interface LossTextOptions {
  /** Columns in all; 72 unless said. */
  readonly width?: number;
  /** Lines of the picture; 10 unless said. */
  readonly height?: number;
  readonly scale?: "linear" | "log";
  readonly colors?: Colors;
  /** Draw with `*` and `.` in place of Braille. */
  readonly ascii?: boolean;
  /** The epoch of the first value; 1 unless said. */
  readonly firstEpoch?: number;
  readonly labels?: { readonly loss?: string; readonly validationLoss?: string; readonly epoch?: string };
}

const who = "lossText";

/**
 * Loss over epochs for a terminal: curves of Braille dots (or of `*` in ASCII) with the numbers of the axes;
 * the loss on validation data, where there is one, has a color of its own or else is dotted.
 *
 * @returns lines of text, at most `width` columns wide
 * @throws ChainruleError `data` when no loss can be drawn
 *
 * @example
 * lossText({ loss: [4, 3, 2, 1] }, { width: 20, height: 4, ascii: true }).split("\n")[0]; // "4 ***"
 */
export function lossText(history: LossHistory, options: LossTextOptions = {}): string {
  const {
    width = 72,
    height = 10,
    scale = "linear",
    colors = "none",
    ascii = false,
    firstEpoch = 1,
  } = options;
  if (!(Number.isInteger(width) && width >= 20 && Number.isInteger(height) && height >= 2))
    fail("usage", {
      who,
      expected: "a width of 20 or more and a height of 2 or more",
      got: `${width} and ${height}`,
    });
  const drawable = (v: number) => Number.isFinite(v) && (scale === "linear" || v > 0);
  const curves = [
    { name: options.labels?.loss ?? "loss", values: history.loss, category: 0 },
    {
      name: options.labels?.validationLoss ?? "validation",
      values: history.validationLoss ?? [],
      category: 1,
    },
  ].filter(({ values }) => values.length > 0);
  const range =
    extentOf(...curves.map(({ values }) => Array.from(values).filter(drawable))) ??
    fail("data", {
      who,
      expected: scale === "log" ? "at least one loss above 0" : "at least one finite loss",
      got: history.loss.length === 0 ? "no values" : `${grouped(history.loss.length)} values without one`,
    });
  const said = (v: number) => (ascii ? short(v, 3).replaceAll("\u2212", "-") : short(v, 3));
  const [high, low] = [said(range[1]), said(range[0])];
  const gutter = Math.max(high.length, low.length) + 1;
  const columns = width - gutter;
  const [across, down] = ascii ? [1, 1] : [2, 4];
  const [wide, tall] = [columns * across, height * down];
  const epochs = Math.max(...curves.map(({ values }) => values.length));
  const y = makeScale(range[0] === range[1] ? [range[0] - 1, range[0] + 1] : range, [tall - 1, 0], {
    kind: range[0] === range[1] ? "linear" : scale,
  });
  const dots = new Uint8Array(wide * tall);
  for (const { values, category } of curves.toReversed()) {
    const points = abridge(
      values,
      (i) => (epochs > 1 ? (i / (epochs - 1)) * (wide - 1) : 0),
      (v) => (drawable(v) ? y(v) : Number.NaN),
    );
    for (const [i, [px, py]] of points.entries()) {
      const [qx, qy] = points[i - 1] ?? [px, py];
      const [fx, fy] = Number.isFinite(qy) ? [qx, qy] : [px, py];
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(px - fx), Math.abs(py - fy))));
      for (let s = 0; Number.isFinite(py) && s <= steps; s++) {
        const dx = Math.round(fx + ((px - fx) * s) / steps);
        const dy = Math.round(fy + ((py - fy) * s) / steps);
        if (category === 0 || ascii || colors !== "none" || (dx + dy) % 3 === 0)
          dots[dy * wide + dx] = category + 1;
      }
    }
  }
  const cellOf = (row: number, column: number): string => {
    let bits = 0;
    let kind = 0;
    for (let dy = 0; dy < down; dy++)
      for (let dx = 0; dx < across; dx++) {
        const dot = dots[(row * down + dy) * wide + column * across + dx]!;
        if (dot === 0) continue;
        bits |= braille[dy * 2 + dx]!;
        if (kind === 0 || dot === 1) kind = dot;
      }
    if (kind === 0) return " ";
    return ink(ascii ? "*."[kind - 1]! : String.fromCharCode(0x2800 + bits), colors, rgbOf(kind - 1));
  };
  const lines = Array.from({ length: height }, (_, row) => {
    const number = row === 0 ? high : row === height - 1 ? low : "";
    const cells = Array.from({ length: columns }, (_, column) => cellOf(row, column)).join("");
    return `${number.padStart(gutter - 1)} ${cells}`.trimEnd();
  });
  const [from, to] = [
    String(firstEpoch),
    `${options.labels?.epoch ?? "epoch"} ${grouped(firstEpoch + epochs - 1)}`,
  ];
  const axis = `${" ".repeat(gutter)}${from}${" ".repeat(Math.max(1, columns - from.length - columnsOf(to)))}${to}`;
  const key = curves.map(({ name, values, category }) => {
    const sign = ascii
      ? "*."[category]!
      : category === 0 || colors !== "none"
        ? "\u28c0\u28c0"
        : "\u2880\u2810";
    return `${ink(sign, colors, rgbOf(category))} ${name} ${said(values[values.length - 1]!)}`;
  });
  return [...lines, axis, " ".repeat(gutter) + key.join("   ")].join("\n");
}

/** The bit of each Braille dot, two across and four down (Unicode, block U+2800). */
const braille = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
