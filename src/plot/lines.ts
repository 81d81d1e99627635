import { fail } from "../base/error.ts";
import { axisWidth, extentOf, makeScale, xAxis, yAxis } from "./axes.ts";
import { drawCurves, labelRoom } from "./curves.ts";
import { type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import { short } from "./number.ts";
import { element, text } from "./svg.ts";
import { colorOf } from "./theme.ts";

/** One line: numbers over numbers. */
export interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly label: string;
}

export interface LinePlotOptions extends FigureOptions {
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** The largest number that is drawn: a line ends where it passes it. */
  readonly highest?: number;
  /** Places along the horizontal axis, with a word for each. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
}

const who = "linePlot";

/**
 * Lines over a common axis, each named at its end. Numbers that a scale has no place for leave a gap.
 *
 * @returns an SVG document
 * @throws ChainruleError `data` where no number can be drawn
 *
 * @example
 * linePlot([{ x: [0, 1, 2], y: [1, 0.1, 0.01], label: "dZ1" }], { yScale: "log" }).startsWith("<svg"); // true
 */
export function linePlot(lines: readonly Line[], options: LinePlotOptions = {}): string {
  const { xScale = "linear", yScale = "linear", xLabel, yLabel, highest = Infinity, marks = [] } = options;
  const drawable = (v: number) => Number.isFinite(v) && (yScale === "linear" || v > 0);
  const cut = (values: readonly number[]) => {
    const end = values.findIndex((v) => v > highest);
    return end < 0 ? values : [...values.slice(0, end), highest];
  };
  const curves = lines.map((line) => ({ ...line, y: cut(line.y) }));
  const range = extentOf(...curves.map(({ y }) => y.filter(drawable)));
  const across = extentOf(...curves.map(({ x }) => x));
  if (!range || !across)
    fail("data", {
      who,
      expected: "a number that can be drawn",
      got: "none",
      fix: "On a log scale, only numbers above 0 can.",
    });
  const size = sizeOfFigure(options, [640, 360], who);
  const top = headingHeight(options) + 38;
  const bottom = size[1] - 46;
  const y = makeScale(range, [bottom, top], { kind: yScale, nice: yScale === "linear" });
  const left = margin + axisWidth(y);
  const right = size[0] - labelRoom(lines.map(({ label }) => label));
  const x = makeScale(across, [left, right], { kind: xScale, count: 6 });
  const area = { left, right, top, bottom };
  const flags = marks.map(({ at, label }, i) => {
    const pixel = x(at);
    // One below the other, so that words of places that are close do not overlap.
    const height = top + 12 + i * 16;
    const side = pixel > (left + right) / 2 ? "end" : "start";
    return (
      element("path", {
        d: `M${pixel.toFixed(1)} ${top}V${bottom}`,
        class: "muted",
        stroke: "currentColor",
        "stroke-dasharray": "3 3",
      }) + text(pixel + (side === "end" ? -5 : 5), height, label, { size: 11, color: "muted", anchor: side })
    );
  });
  const says = `${lines.map(({ label }) => label).join(", ")}; from ${short(range[0])} to ${short(range[1])}.`;
  return figure(
    who,
    size,
    { ...options, name: "Lines", says },
    yAxis(y, area, yLabel),
    xAxis(x, area, xLabel),
    ...flags,
    drawCurves(
      curves.map((line, i) => ({
        points: line.y.map((v, j) => [x(line.x[j]!), drawable(v) ? y(v) : Number.NaN] as const),
        label: line.label,
        color: colorOf(i),
      })),
      area,
    ),
  );
}
