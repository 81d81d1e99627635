import { asArray } from "../array/convert.ts";
import type { ArrayInput } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { classNames } from "./classes.ts";
import { type FigureOptions, figure, headingHeight, margin } from "./figure.ts";
import { grouped, percent } from "./number.ts";
import { element, text, textWidth } from "./svg.ts";

export interface ConfusionMatrixPlotOptions extends Omit<FigureOptions, "width" | "height"> {
  /** What rows and columns are: `true class` and `predicted` unless said. */
  readonly labels?: readonly [row: string, column: string];
}

const who = "confusionMatrixPlot";

/**
 * A confusion matrix: a row for each true class, a column for each predicted one, as in scikit-learn. A cell is
 * shaded by its share of the row (as a square root), blue where right and orange where wrong, so rare classes read like frequent ones.
 *
 * @param matrix counts, shape (k, k)
 * @param classes names of the k classes
 * @returns an SVG document
 * @throws ChainruleError `shape` when the matrix is not square, `data` when an element is no count
 *
 * @example
 * confusionMatrixPlot([[50, 2], [3, 45]], ["cat", "dog"]).includes("95 % right"); // true
 */
export function confusionMatrixPlot(
  matrix: ArrayInput,
  classes?: readonly string[],
  options: ConfusionMatrixPlotOptions = {},
): string {
  const counts = asArray(matrix, "float64", who);
  const k = counts.shape[0] ?? 0;
  if (counts.ndim !== 2 || counts.shape[1] !== k || k === 0)
    fail("shape", {
      who,
      expected: "a square matrix, shape (k, k)",
      got: `shape ${formatShape(counts.shape)}`,
    });
  const bad = counts.data.findIndex((n) => !(n >= 0 && Number.isFinite(n)));
  if (bad >= 0) fail("data", { who, expected: "counts of 0 or more", got: String(counts.data[bad]) });
  const names = classNames(classes, k);
  const [rowLabel, columnLabel] = options.labels ?? ["true class", "predicted"];

  const cell = k > 12 ? 34 : k > 5 ? 44 : 64;
  const widest = Math.ceil(Math.max(...names.map((name) => textWidth(name, 11))));
  const turned = widest > cell - 6;
  const left = margin + Math.max(widest, textWidth(rowLabel)) + 10;
  const top = headingHeight(options) + (turned ? widest * 0.75 + 52 : 58);
  const columnName = (name: string, j: number) => {
    const x = left + (j + 0.5) * cell;
    return turned
      ? text(x, top - 8, name, { size: 11, color: "muted", turn: 45 })
      : text(x, top - 8, name, { size: 11, color: "muted", anchor: "middle" });
  };
  const cells = names.flatMap((name, i) => {
    const row = Array.from(counts.data.slice(i * k, (i + 1) * k));
    const total = row.reduce((sum, n) => sum + n, 0);
    const y = top + i * cell;
    return [
      text(left - 8, y + cell / 2 + 4, name, { size: 11, color: "muted", anchor: "end" }),
      ...row.map((count, j) =>
        drawCell(left + j * cell, y, cell, count, total === 0 ? 0 : count / total, i === j),
      ),
    ];
  });
  const all = Array.from(counts.data).reduce((sum, n) => sum + n, 0);
  const right = names.reduce((sum, _, i) => sum + counts.at(i, i), 0);
  const size: [number, number] = [
    Math.ceil(left + k * cell + (turned ? widest * 0.75 : 0) + margin),
    Math.ceil(top + k * cell + margin),
  ];
  const says = `${percent(all === 0 ? 0 : right / all)} right of ${grouped(all)}.`;
  return figure(
    who,
    size,
    { ...options, name: "Confusion matrix", says },
    text(left, headingHeight(options) + 24, columnLabel),
    text(margin, top - 8, rowLabel),
    names.map(columnName).join(""),
    ...cells,
  );
}

function drawCell(x: number, y: number, size: number, count: number, share: number, right: boolean): string {
  // The square root tells 2 % from 0.2 %, which the share itself does not.
  const depth = 0.06 + 0.94 * Math.sqrt(share);
  const shade = element("rect", {
    x: x + 1,
    y: y + 1,
    width: size - 2,
    height: size - 2,
    rx: 2,
    class: count === 0 ? "rule" : right ? "c0" : "c1",
    fill: "currentColor",
    "fill-opacity": count === 0 ? 0.35 : depth,
  });
  const color = count === 0 ? "muted" : depth > 0.62 ? "paper" : "ink";
  const number = grouped(count);
  const fit = Math.min(size > 60 ? 15 : 12, (size - 6) / textWidth(number, 1));
  return (
    shade + text(x + size / 2, y + size / 2 + fit * 0.36, number, { color, anchor: "middle", size: fit })
  );
}
