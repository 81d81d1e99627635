import { fail } from "../base/error.ts";
import { axisWidth, extentOf, makeScale, xAxis, yAxis } from "./axes.ts";
import { drawCurves, labelRoom } from "./curves.ts";
import { type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import { short } from "./number.ts";
import type { Point } from "./path.ts";
import { straighten } from "./straighten.ts";
import { element } from "./svg.ts";

export interface FunctionPlotOptions extends FigureOptions {
  /** Name at the end of the curve: `f` unless said. */
  readonly label?: string;
  /** Drawn dashed beside the function. */
  readonly derivative?: (x: number) => number;
  /** Name at the end of the derivative's curve: the function's with a prime unless said. */
  readonly derivativeLabel?: string;
  /** Where to draw: from -6 to 6 unless said. */
  readonly domain?: readonly [number, number];
  /** Name of the horizontal axis: `z` unless said. */
  readonly input?: string;
}

const who = "functionPlot";

/**
 * A function of one variable over a range, such as an activation, with its derivative where one is given.
 * At a jump the curve breaks, and values that are not finite leave a gap.
 *
 * @returns an SVG document
 * @throws ChainruleError `data` when the function has no finite value in the range
 *
 * @example
 * functionPlot(Math.tanh, { derivative: (z) => 1 - Math.tanh(z) ** 2, label: "tanh" }).startsWith("<svg"); // true
 */
export function functionPlot(f: (x: number) => number, options: FunctionPlotOptions = {}): string {
  const { label = "f", derivative, domain = [-6, 6], input = "z" } = options;
  const [low, high] = domain;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    fail("usage", { who, expected: "a domain [low, high] with low < high", got: `[${low}, ${high}]` });
  const functions = [
    { f, label, color: "c0", dashed: false },
    ...(derivative
      ? [{ f: derivative, label: options.derivativeLabel ?? `${label}\u2032`, color: "c1", dashed: true }]
      : []),
  ];
  const sampled = functions.map((one) => sample(one.f, low, high));
  const range =
    extentOf(...sampled.map((points) => points.map(([, y]) => y))) ??
    fail("data", { who, expected: "a finite value in the domain", got: "none" });
  const size = sizeOfFigure(options, [480, 320], who);
  const top = headingHeight(options) + 20;
  const bottom = size[1] - 46;
  const pad = (range[1] - range[0]) * 0.04;
  const y = makeScale([range[0] - pad, range[1] + pad], [bottom, top]);
  const left = margin + axisWidth(y);
  const right = size[0] - labelRoom(functions.map((one) => one.label));
  const x = makeScale(domain, [left, right], { count: 7 });
  const area = { left, right, top, bottom };
  const zero = (d: string) =>
    element("path", { d, class: "muted", stroke: "currentColor", "stroke-width": 0.75 });
  const cross =
    (y.domain[0] < 0 && y.domain[1] > 0 ? zero(`M${left} ${y(0).toFixed(1)}H${right}`) : "") +
    (low < 0 && high > 0 ? zero(`M${x(0).toFixed(1)} ${top}V${bottom}`) : "");
  const curves = functions.map(({ label, color, dashed }, i) => ({
    points: unbroken(sampled[i]!.map(([a, b]): Point => [x(a), y(b)])).flatMap((line) => [
      ...straighten(line, 0.05),
      gap,
    ]),
    label,
    color,
    dashed,
  }));
  const says = `${functions.map((one) => one.label).join(" and ")} for ${input} from ${short(low)} to ${short(high)}; values from ${short(range[0])} to ${short(range[1])}.`;
  return figure(
    who,
    size,
    { ...options, name: label, says },
    yAxis(y, area),
    cross,
    xAxis(x, area, input),
    drawCurves(curves.toReversed(), area),
  );
}

const gap: Point = [Number.NaN, Number.NaN];
const samples = 480;

/** Points of the curve, with a gap at each jump. */
function sample(f: (x: number) => number, low: number, high: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i <= samples; i++) {
    const x = low + ((high - low) * i) / samples;
    const before = points.at(-1);
    const jump = before && jumpBetween(f, before[0], x);
    if (jump) points.push(jump[0], [jump[0][0], Number.NaN], jump[1]);
    points.push([x, f(x)]);
  }
  return points;
}

/** Both sides of a jump between two places: halving the distance closes every other difference. */
function jumpBetween(f: (x: number) => number, a: number, b: number): [Point, Point] | undefined {
  let [left, right]: [Point, Point] = [
    [a, f(a)],
    [b, f(b)],
  ];
  const step = Math.abs(right[1] - left[1]);
  if (!(step > 0)) return undefined;
  for (let i = 0; i < 40; i++) {
    const x = (left[0] + right[0]) / 2;
    if (x === left[0] || x === right[0]) break;
    const middle: Point = [x, f(x)];
    if (Math.abs(middle[1] - left[1]) > Math.abs(right[1] - middle[1])) right = middle;
    else left = middle;
  }
  return Math.abs(right[1] - left[1]) > step / 2 ? [left, right] : undefined;
}

/** The stretches of a line between its gaps. */
function unbroken(points: readonly Point[]): Point[][] {
  const lines: Point[][] = [[]];
  for (const point of points)
    if (Number.isFinite(point[1])) lines.at(-1)!.push(point);
    else lines.push([]);
  return lines.filter((line) => line.length > 0);
}
