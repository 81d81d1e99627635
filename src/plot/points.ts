import type { Scale } from "./axes.ts";
import type { Area } from "./figure.ts";
import { margin } from "./figure.ts";
import { element, text, textWidth } from "./svg.ts";
import { colorOf } from "./theme.ts";

export interface PointSet {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** The class of each point, or undefined for points of one kind. */
  readonly classes?: readonly number[];
  /** Rings instead of dots, as for data the network has not seen. */
  readonly hollow?: boolean;
}

/** Dots with a thin halo of paper, so that neighbors stay apart. A point outside the area is not drawn. */
export function drawPoints({ xs, ys, classes, hollow }: PointSet, x: Scale, y: Scale, area: Area): string {
  const radius = xs.length > 1000 ? 2 : xs.length > 100 ? 3 : 4;
  // Of many points those that fall on one pixel are drawn once, which bounds the size of the file.
  const digits = xs.length > 5000 ? 0 : 1;
  const dots = new Set<string>();
  for (let i = 0; i < xs.length; i++) {
    const [cx, cy] = [x(xs[i]!), y(ys[i]!)];
    if (!(cx >= area.left && cx <= area.right && cy >= area.top && cy <= area.bottom)) continue;
    dots.add(
      `<circle class="${colorOf(classes?.[i] ?? 0)}" cx="${cx.toFixed(digits)}" cy="${cy.toFixed(digits)}" r="${radius}"/>`,
    );
  }
  return element("g", { class: hollow ? "rings" : "dots" }, [...dots].join(""));
}

export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly hollow?: boolean;
}

/** One row of dots with names, wrapped to the width; returns the drawing and its height. */
export function legend(
  entries: readonly LegendEntry[],
  top: number,
  width: number,
): [svg: string, height: number] {
  let [x, y] = [margin, top + 14];
  const parts = entries.map(({ label, color, hollow }) => {
    const wide = 15 + textWidth(label, 12) + 16;
    if (x > margin && x + wide > width) [x, y] = [margin, y + 20];
    const dot = element("circle", { class: color, cx: x + 5, cy: y - 4, r: hollow ? 4 : 5 });
    const part = element("g", { class: hollow ? "rings" : "dots" }, dot) + text(x + 15, y, label);
    x += wide;
    return part;
  });
  return [parts.join(""), y + 12 - top];
}
