import type { ArrayInput } from "../array/ndarray.ts";
import { axisWidth, makeScale, type Scale, xAxis, yAxis } from "./axes.ts";
import { classesOf, classNames, columnsOfPoints, countOf } from "./classes.ts";
import { linesAt, type PixelField, ringsAbove } from "./contour.ts";
import { marginsOf, probabilitiesOn } from "./field.ts";
import { type Area, type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import type { Grid } from "./grid.ts";
import { percent } from "./number.ts";
import { pathThrough } from "./path.ts";
import { drawPoints, legend } from "./points.ts";
import { straighten } from "./straighten.ts";
import { element } from "./svg.ts";
import { colorOf } from "./theme.ts";

export interface BoundaryPlotInput {
  /** Where the predictions were made; {@link boundaryGrid} makes one. */
  readonly grid: Pick<Grid, "xs" | "ys">;
  /** At each grid point the probability of class 1, shape (n, 1), or of every class, shape (n, k). */
  readonly predictions: ArrayInput;
  /** The training data, shape (m, 2), and its classes: numbers or one-hot rows. */
  readonly x?: ArrayInput;
  readonly y?: ArrayInput;
  /** Data the network has not seen, drawn as rings. */
  readonly test?: { readonly x: ArrayInput; readonly y: ArrayInput };
}

export interface BoundaryPlotOptions extends FigureOptions {
  /** Names of the classes. */
  readonly classes?: readonly string[];
  /** Names of the two inputs. */
  readonly inputs?: readonly [string, string];
  /** Name of the rings in the legend: `test` unless said. */
  readonly testLabel?: string;
  /** Axes and legend; false leaves the bare field, for small multiples. */
  readonly axes?: boolean;
}

const who = "boundaryPlot";

/** Levels of a class's lead over the next one: for two classes, probabilities 0.5, 0.6 ... 0.9. */
const levels = [0, 0.2, 0.4, 0.6, 0.8];

/**
 * The decision boundary of a network over its two inputs: each class's region in its color, deeper where the
 * network is surer, the boundary as a line (where the probability is 0.5, or two classes tie), the data on top.
 *
 * @returns an SVG document
 * @throws ChainruleError `shape` when predictions and grid differ in size, `data` when a prediction is NaN
 *
 * @example
 * const x = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * const grid = boundaryGrid(x, { resolution: 20 });
 * const predictions = (grid.points.tolist() as number[][]).map(([a, b]) => [Math.abs(a - b)]);
 * boundaryPlot({ grid, predictions, x, y: [0, 1, 1, 0] }).startsWith("<svg"); // true
 */
export function boundaryPlot(input: BoundaryPlotInput, options: BoundaryPlotOptions = {}): string {
  const { grid, predictions, test } = input;
  const { axes = true, inputs = ["x1", "x2"], testLabel = "test" } = options;
  const probabilities = probabilitiesOn(grid, predictions, who);
  const sets = [
    input.x && input.y ? { ...pointsOf(input.x, input.y), hollow: false } : undefined,
    test ? { ...pointsOf(test.x, test.y), hollow: true } : undefined,
  ].filter((set) => set !== undefined);
  const count = sets.reduce((k, set) => Math.max(k, countOf(set.classes)), probabilities.length);
  const names = classNames(options.classes, count);

  const size = sizeOfFigure(options, axes ? [480, 500] : [240, 240], who);
  const entries = [
    ...names.map((label, c) => ({ label, color: colorOf(c) })),
    ...(test ? [{ label: testLabel, color: "ink", hollow: true }] : []),
  ];
  const [key, keyHeight] = axes ? legend(entries, headingHeight(options) + 8, size[0]) : ["", 0];
  const top = headingHeight(options) + keyHeight + (axes ? 32 : 0);
  const bottom = size[1] - (axes ? 48 : 0);
  const yScale = makeScale(ends(grid.ys), [bottom, top]);
  const area = {
    left: axes ? margin + axisWidth(yScale) : 0,
    right: size[0] - (axes ? margin : 0),
    top,
    bottom,
  };
  const xScale = makeScale(ends(grid.xs), [area.left, area.right]);
  return figure(
    who,
    size,
    { ...options, name: "Decision boundary", says: describe(names, probabilities) },
    key,
    drawField(marginsOf(probabilities), grid, xScale, yScale, area),
    ...sets.map((set) => drawPoints(set, xScale, yScale, area)),
    axes ? yAxis(yScale, area, inputs[1], false) + xAxis(xScale, area, inputs[0]) : "",
  );
}

function pointsOf(x: ArrayInput, y: ArrayInput) {
  const [xs, ys] = columnsOfPoints(x, who);
  return { xs, ys, classes: classesOf(y, xs.length, who) };
}

const ends = (values: Float64Array): [number, number] => [values[0]!, values.at(-1)!];

function drawField(
  margins: readonly Float64Array[],
  { xs, ys }: Pick<Grid, "xs" | "ys">,
  x: Scale,
  y: Scale,
  area: Area,
): string {
  const width = area.right - area.left;
  const height = area.bottom - area.top;
  // In pixels from the area's corner: the field stands in an SVG of its own, which clips it without an id.
  const pixels = (values: Float64Array): PixelField => ({
    values,
    columns: xs.length,
    rows: ys.length,
    x: [x(xs[0]!) - area.left, x(xs.at(-1)!) - area.left],
    y: [y(ys[0]!) - area.top, y(ys.at(-1)!) - area.top],
  });
  // Each level lies on the one below it, so a light tint deepens in steps, on light paper and on dark.
  const regions = margins.map((values, c) =>
    element(
      "g",
      { class: colorOf(c), fill: "currentColor", "fill-opacity": 0.08 },
      ...levels.map((level) => {
        const d = ringsAbove(pixels(values), level)
          .map((ring) => pathThrough(straighten(ring), true))
          .join("");
        return d && element("path", { d, "fill-rule": "evenodd" });
      }),
    ),
  );
  const lines = margins.slice(1).map((values) =>
    linesAt(pixels(values), 0)
      .map((line) => pathThrough(straighten(line)))
      .join(""),
  );
  const line = element("path", {
    d: lines.join(""),
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.5,
    "stroke-linejoin": "round",
  });
  const view = {
    x: area.left,
    y: area.top,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    overflow: "hidden",
  };
  return element("svg", view, ...regions, line);
}

function describe(names: readonly string[], probabilities: readonly Float64Array[]): string {
  const total = probabilities[0]!.length;
  const won = marginsOf(probabilities).map(
    (values) => values.reduce((n, v) => n + (v >= 0 ? 1 : 0), 0) / total,
  );
  const shares = won.map((share, c) => `${names[c]} ${percent(share)}`);
  return `Shares of the shown area by predicted class: ${shares.join(", ")}.`;
}
