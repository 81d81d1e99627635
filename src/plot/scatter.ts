import { asArray } from "../array/convert.ts";
import type { ArrayInput } from "../array/ndarray.ts";
import { counted } from "../base/counted.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { axisWidth, extentOf, makeScale, xAxis, yAxis } from "./axes.ts";
import { classesOf, classNames, columnsOfPoints, countOf } from "./classes.ts";
import { drawCurve } from "./curves.ts";
import { type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import type { Point } from "./path.ts";
import { drawPoints, legend } from "./points.ts";
import { colorOf } from "./theme.ts";

export interface ScatterPlotOptions extends FigureOptions {
  /** Names of the classes (two features). */
  readonly classes?: readonly string[];
  /** Names of the two axes. */
  readonly labels?: readonly [string, string];
  /** A fitted curve over the points (one feature): where it was evaluated, and its values. */
  readonly curve?: { readonly x: ArrayInput; readonly y: ArrayInput };
}

const who = "scatterPlot";

/**
 * A data set: two features as points in their class's color, or one feature against the target.
 *
 * @param x features, shape (m, 2), or (m, 1) or (m,) for one feature
 * @param y for two features the class of each point (numbers or one-hot rows); for one the target, m numbers
 * @returns an SVG document
 * @throws ChainruleError `shape` for other shapes, `data` when there is nothing to draw
 *
 * @example
 * scatterPlot([[0, 0], [1, 1]], [0, 1]).includes("class 1"); // true
 * scatterPlot([0, 1, 2], [0.1, 0.9, 2.1], { curve: { x: [0, 2], y: [0, 2] } }).startsWith("<svg"); // true
 */
export function scatterPlot(x: ArrayInput, y: ArrayInput, options: ScatterPlotOptions = {}): string {
  const features = asArray(x, "float64", who);
  const plane = features.ndim === 2 && features.shape[1] !== 1;
  const [xs, ys] = plane
    ? columnsOfPoints(features, who)
    : [columnOf(features), columnOf(asArray(y, "float64", who))];
  if (xs.length !== ys.length)
    fail("shape", {
      who,
      expected: `a target for each of the ${xs.length} points`,
      got: `${ys.length} targets`,
    });
  const classes = plane ? classesOf(y, xs.length, who) : undefined;
  const names = classes ? classNames(options.classes, countOf(classes)) : [];
  const curve = !plane && options.curve ? curveOf(options.curve) : undefined;

  const size = sizeOfFigure(options, plane ? [480, 500] : [560, 380], who);
  const entries = names.map((label, c) => ({ label, color: colorOf(c) }));
  const [key, keyHeight] = classes ? legend(entries, headingHeight(options) + 8, size[0]) : ["", 0];
  const top = headingHeight(options) + keyHeight + 34;
  const bottom = size[1] - 48;
  const yScale = makeScale(roomy(ys, curve?.ys), [bottom, top]);
  const area = { left: margin + axisWidth(yScale), right: size[0] - margin, top, bottom };
  const xScale = makeScale(roomy(xs, curve?.xs), [area.left, area.right]);
  const [xLabel, yLabel] = options.labels ?? (plane ? ["x1", "x2"] : ["x", "y"]);
  const line = curve?.xs.map((at, i): Point => [xScale(at), yScale(curve.ys[i]!)]);
  return figure(
    who,
    size,
    {
      ...options,
      name: "Data",
      says: `${counted(xs.length, "point")}${classes ? ` in ${names.length} classes: ${names.join(", ")}` : ""}.`,
    },
    key,
    yAxis(yScale, area, yLabel),
    xAxis(xScale, area, xLabel),
    drawPoints({ xs, ys, ...(classes && { classes }) }, xScale, yScale, area),
    line ? drawCurve({ points: line, label: "", color: "c1" }) : "",
  );
}

/** The elements of shape (m,) or (m, 1). */
function columnOf(array: ReturnType<typeof asArray>): number[] {
  if (array.ndim === 0 || array.size !== array.shape[0])
    fail("shape", {
      who,
      expected: "features of shape (m, 2), or features and target of shape (m,) or (m, 1)",
      got: `shape ${formatShape(array.shape)}`,
    });
  return Array.from(array.data);
}

/** The curve's points by ascending x, however they were handed in. */
function curveOf({ x, y }: NonNullable<ScatterPlotOptions["curve"]>): { xs: number[]; ys: number[] } {
  const [xs, ys] = [columnOf(asArray(x, "float64", who)), columnOf(asArray(y, "float64", who))];
  if (xs.length !== ys.length)
    fail("shape", { who, expected: `${xs.length} values of the curve`, got: String(ys.length) });
  const order = xs.map((_, i) => i).sort((a, b) => xs[a]! - xs[b]!);
  return { xs: order.map((i) => xs[i]!), ys: order.map((i) => ys[i]!) };
}

function roomy(column: ArrayLike<number>, more: ArrayLike<number> = []): [number, number] {
  const [low, high] =
    extentOf(column, more) ?? fail("data", { who, expected: "at least one finite point", got: "none" });
  const room = (high - low) * 0.05;
  return [low - room, high + room];
}
