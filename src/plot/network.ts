import { asArray } from "../array/convert.ts";
import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { extentOf } from "./axes.ts";
import { type FigureOptions, figure, headingHeight, margin, sizeOfFigure } from "./figure.ts";
import { grouped, short } from "./number.ts";
import { element, text } from "./svg.ts";

export interface NetworkLayer {
  readonly size: number;
  /** Under the layer: `input`, `tanh`. */
  readonly label?: string;
  /** Names of single units, beside those of the first and the last layer. */
  readonly units?: readonly string[];
}

export interface NetworkPlotOptions extends FigureOptions {
  /** Most units drawn in a layer; of larger ones the first and the last. 10 unless said. */
  readonly most?: number;
  /** Names of the two signs in the key: `positive weight` and `negative weight` unless said. */
  readonly signs?: readonly [string, string];
}

const who = "networkPlot";

/**
 * A network as units and weights: blue lines are positive weights, orange ones negative, and a line is as wide
 * as its weight is large within its layer. Of a layer with many units the first and the last are drawn.
 *
 * @param layers the input and every layer after it
 * @param weights one matrix between neighboring layers, shape (inputs, units); none draws plain lines
 * @returns an SVG document
 * @throws ChainruleError `shape` when a matrix does not fit between its layers
 *
 * @example
 * const layers = [{ size: 2, label: "input" }, { size: 1, label: "sigmoid" }];
 * networkPlot(layers, [[[0.4], [-0.2]]]).startsWith("<svg"); // true
 */
export function networkPlot(
  layers: readonly NetworkLayer[],
  weights?: readonly ArrayInput[],
  options: NetworkPlotOptions = {},
): string {
  const { most = 10 } = options;
  if (layers.length < 2)
    fail("usage", { who, expected: "an input and at least one layer", got: `${layers.length}` });
  const matrices = weights?.map((w) => asArray(w, "float64", who));
  if (matrices) checkWeights(layers, matrices);

  const size = sizeOfFigure(options, [Math.max(320, 150 * layers.length), 320], who);
  const top = headingHeight(options) + (matrices ? 44 : 24);
  const bottom = size[1] - 60;
  const [first, last] = [layers[0]!, layers.at(-1)!];
  const left = margin + (first.units ? 60 : 30);
  const right = size[0] - margin - (last.units ? 60 : 30);
  const shown = layers.map(({ size: n }) => unitsShown(n, most));
  const tallest = Math.max(...shown.map((units) => units.length));
  const step = Math.min(46, (bottom - top) / Math.max(1, tallest - 1));
  const radius = Math.min(11, step * 0.36);
  const middle = (top + bottom) / 2;
  const xOf = (layer: number) => left + ((right - left) * layer) / (layers.length - 1);
  const yOf = (layer: number, place: number) => middle + (place - (shown[layer]!.length - 1) / 2) * step;

  const edges = shown.slice(1).flatMap((units, l) => {
    const matrix = matrices?.[l];
    const [low, high] = matrix ? extentOf(matrix.data)! : [0, 0];
    const largest = Math.max(-low, high) || 1;
    // Many lines are drawn thinner, so that they do not close into a surface.
    const widest = 4 / Math.max(1, Math.sqrt((units.length * shown[l]!.length) / 12));
    return units.flatMap((to, j) =>
      shown[l]!.map((from, i) => {
        if (to === undefined || from === undefined) return "";
        const weight = matrix?.at(from, to);
        const share = weight === undefined ? 0.15 : Math.abs(weight) / largest;
        return element("path", {
          d: `M${xOf(l).toFixed(1)} ${yOf(l, i).toFixed(1)}L${xOf(l + 1).toFixed(1)} ${yOf(l + 1, j).toFixed(1)}`,
          class: weight === undefined ? "muted" : weight < 0 ? "c1" : "c0",
          stroke: "currentColor",
          "stroke-width": 0.4 + widest * share,
          "stroke-opacity": 0.35 + 0.5 * share,
        });
      }),
    );
  });
  const units = layers.flatMap((layer, l) => [
    ...shown[l]!.map((unit, i) => drawUnit(xOf(l), yOf(l, i), radius, unit === undefined)),
    ...(l === 0 || l === layers.length - 1 ? nameUnits(layer, shown[l]!, l === 0) : []),
    text(xOf(l), size[1] - 30, layer.label ?? "", { anchor: "middle" }),
    text(xOf(l), size[1] - 14, grouped(layer.size), { anchor: "middle", color: "muted", size: 11 }),
  ]);
  const sizes = layers
    .map((layer) => `${layer.label ? `${layer.label} ` : ""}${grouped(layer.size)}`)
    .join(", ");
  return figure(
    who,
    size,
    { ...options, name: "Network", says: `Layers: ${sizes}.` },
    matrices ? key(headingHeight(options) + 20, options.signs) : "",
    ...edges,
    ...units,
  );

  function nameUnits(
    layer: NetworkLayer,
    places: readonly (number | undefined)[],
    before: boolean,
  ): string[] {
    return places.map((unit, i) => {
      const name = unit === undefined ? undefined : layer.units?.[unit];
      const x = before ? left - radius - 6 : right + radius + 6;
      const y = yOf(before ? 0 : layers.length - 1, i) + 4;
      return name ? text(x, y, name, { anchor: before ? "end" : "start", size: 11 }) : "";
    });
  }
}

/** Indices of the units drawn; undefined marks the place of those left out. */
const unitsShown = (size: number, most: number): (number | undefined)[] => {
  if (size <= most) return Array.from({ length: size }, (_, i) => i);
  const half = Math.max(1, Math.floor((most - 1) / 2));
  const ends = Array.from({ length: half }, (_, i) => i);
  return [...ends, undefined, ...ends.map((i) => size - half + i)];
};

function drawUnit(x: number, y: number, radius: number, leftOut: boolean): string {
  if (leftOut)
    return [-5, 0, 5]
      .map((dy) => element("circle", { class: "muted", cx: x, cy: y + dy, r: 1.2, fill: "currentColor" }))
      .join("");
  const circle = { cx: x, cy: y, r: radius };
  return (
    element("circle", { class: "paper", ...circle, fill: "currentColor" }) +
    element("circle", { class: "ink", ...circle, fill: "none", stroke: "currentColor", "stroke-width": 1.25 })
  );
}

const key = (
  y: number,
  [plus, minus]: readonly [string, string] = ["positive weight", "negative weight"],
): string =>
  [plus, minus]
    .map((label, i) => {
      const x = margin + i * 140;
      const line = { d: `M${x} ${y - 4}h18`, class: `c${i}`, stroke: "currentColor", "stroke-width": 3 };
      return element("path", line) + text(x + 25, y, label);
    })
    .join("");

function checkWeights(layers: readonly NetworkLayer[], matrices: readonly NDArray[]): void {
  if (matrices.length !== layers.length - 1)
    fail("shape", {
      who,
      expected: `${layers.length - 1} weight matrices between ${layers.length} layers`,
      got: String(matrices.length),
    });
  for (const [l, { shape, data }] of matrices.entries()) {
    const [inputs, outputs] = [layers[l]!.size, layers[l + 1]!.size];
    if (shape.length !== 2 || shape[0] !== inputs || shape[1] !== outputs)
      fail("shape", {
        who,
        expected: `W${l + 1} of shape ${formatShape([inputs, outputs])} (inputs, units)`,
        got: `shape ${formatShape(shape)}`,
        fix: shape[0] === outputs && shape[1] === inputs ? "Transpose it." : undefined,
      });
    const bad = data.findIndex((w) => !Number.isFinite(w));
    if (bad >= 0) fail("data", { who, expected: `finite weights in W${l + 1}`, got: short(data[bad]!) });
  }
}
