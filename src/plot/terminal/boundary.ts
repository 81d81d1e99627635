import { fail } from "../../base/error.ts";
import type { BoundaryPlotInput } from "../boundary.ts";
import { classesOf, classNames, columnsOfPoints } from "../classes.ts";
import { marginsOf, probabilitiesOn } from "../field.ts";
import { short } from "../number.ts";
import { rgbOf } from "../theme.ts";
import { type Colors, ink, mix, type Rgb } from "./ink.ts";

export interface BoundaryTextOptions {
  /** Columns; 60 unless said. */
  readonly width?: number;
  /** Lines of the picture; half the columns unless said, since a character is about twice as high as wide. */
  readonly height?: number;
  /** `none` (default) draws with ASCII. */
  readonly colors?: Colors;
  /** Names of the classes. */
  readonly classes?: readonly string[];
}

const who = "boundaryText";

/** Marks of the data, by class, where there are no colors. */
const marks = "ox+*#@%&$=";
/** Background of each class where there are no colors: a class is blank, dotted, dashed ... */
const grounds = " .-:~'_,;`";

/**
 * The decision boundary with the data on it, for a terminal: two pixels a character (`▀`) in colors, or marks
 * (`o` class 0, `x` class 1 ...) on a ground for each class (blank, dots ...) without. No line ends in blanks.
 *
 * @returns lines of text; the last ones name the classes and the range of the inputs
 * @throws ChainruleError `shape` when predictions and grid differ in size
 *
 * @example
 * const grid = boundaryGrid([[0, 0], [1, 1]], { resolution: 2, margin: 0 });
 * boundaryText({ grid, predictions: [0, 1, 0, 1] }, { width: 10, height: 2 }).split("\n")[0]; // "     ....."
 */
export function boundaryText(input: BoundaryPlotInput, options: BoundaryTextOptions = {}): string {
  const { width = 60, colors = "none" } = options;
  const height = options.height ?? Math.round(width / 2);
  if (!(Number.isInteger(width) && width >= 2 && Number.isInteger(height) && height >= 1))
    fail("usage", {
      who,
      expected: "a width of 2 or more and a height of 1 or more",
      got: `${width} and ${height}`,
    });
  const { grid } = input;
  const probabilities = probabilitiesOn(grid, input.predictions, who);
  const margins = marginsOf(probabilities);
  const lines = colors === "none" ? height : 2 * height;
  const [x0, x1] = [grid.xs[0]!, grid.xs.at(-1)!];
  const [y0, y1] = [grid.ys[0]!, grid.ys.at(-1)!];

  const data = new Map<number, number>();
  const sets = [input, input.test].flatMap((set) => (set?.x && set.y ? [{ x: set.x, y: set.y }] : []));
  for (const set of sets) {
    const [xs, ys] = columnsOfPoints(set.x, who);
    const classes = classesOf(set.y, xs.length, who);
    for (let i = 0; i < xs.length; i++) {
      const column = Math.round(((xs[i]! - x0) / (x1 - x0)) * (width - 1));
      const line = Math.round(((y1 - ys[i]!) / (y1 - y0)) * (lines - 1));
      if (column >= 0 && column < width && line >= 0 && line < lines)
        data.set(line * width + column, classes[i]!);
    }
  }
  /** The class in the lead at a pixel and by how much. */
  const leader = (column: number, line: number): [number, number] => {
    const i = Math.round((column / (width - 1)) * (grid.xs.length - 1));
    const j = Math.round((1 - line / Math.max(1, lines - 1)) * (grid.ys.length - 1));
    const at = j * grid.xs.length + i;
    const best = margins.reduce((b, values, c) => (values[at]! >= margins[b]![at]! ? c : b), 0);
    return [best, margins[best]![at]!];
  };
  const pixel = (column: number, line: number): Rgb => {
    const point = data.get(line * width + column);
    if (point !== undefined) return mix(rgbOf(point), [255, 255, 255], 0.25);
    const [category, lead] = leader(column, line);
    return mix([20, 23, 28], rgbOf(category), 0.2 + 0.3 * Math.min(1, lead));
  };
  const shade = (row: number): string => {
    let line = "";
    for (let column = 0; column < width; ) {
      const [top, bottom] = [pixel(column, 2 * row), pixel(column, 2 * row + 1)];
      const same = (at: number) =>
        at < width && `${pixel(at, 2 * row)} ${pixel(at, 2 * row + 1)}` === `${top} ${bottom}`;
      let run = 1;
      while (same(column + run)) run++;
      line += ink("\u2580".repeat(run), colors, top, bottom);
      column += run;
    }
    return line;
  };
  const mark = (row: number, column: number): string => {
    const point = data.get(row * width + column);
    return point === undefined
      ? grounds[leader(column, row)[0] % grounds.length]!
      : marks[point % marks.length]!;
  };
  const picture = Array.from({ length: height }, (_, row) =>
    colors === "none"
      ? Array.from({ length: width }, (_, column) => mark(row, column))
          .join("")
          .trimEnd()
      : shade(row),
  );
  const count = Math.max(probabilities.length, ...[...data.values()].map((c) => c + 1));
  const names = classNames(options.classes, count).map((name, c) =>
    colors === "none" ? `${marks[c % marks.length]} ${name}` : `${ink("\u25cf", colors, rgbOf(c))} ${name}`,
  );
  const ranges = `x1 from ${short(x0, 3)} to ${short(x1, 3)}, x2 from ${short(y0, 3)} to ${short(y1, 3)}`;
  const plain = colors === "none" ? ranges.replaceAll("\u2212", "-") : ranges;
  return [...picture, "", names.join("   "), plain].join("\n");
}
