import { asArray } from "../array/convert.ts";
import type { ArrayInput } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { extentOf } from "./axes.ts";
import { type FigureOptions, figure, headingHeight, margin } from "./figure.ts";
import { element, text } from "./svg.ts";

export interface ImageGridOptions extends Omit<FigureOptions, "width" | "height"> {
  /** Pixels of one image across; the square root of the row length unless said. */
  readonly width?: number;
  /** Pixels of one image down. */
  readonly height?: number;
  /** A word under each image. */
  readonly labels?: readonly string[];
  /** Images in a row; about a square of them unless said. */
  readonly columns?: number;
  /** How wide to draw one image; 64 pixels unless said. */
  readonly size?: number;
}

const who = "imageGrid";
const gap = 8;

/** Steps of gray: finer ones cannot be told apart in a small image and only lengthen the file. */
const levels = 16;

/**
 * Images side by side: digits, or the weights of a layer as tiles. Values of one sign are drawn in ink from 0
 * to the largest; with both signs, blue is positive and orange negative. All images share one scale.
 *
 * @param images shape (n, height * width) or (n, height, width)
 * @returns an SVG document
 * @throws ChainruleError `shape` when rows and image size differ, `data` without images or with NaN in them
 *
 * @example
 * imageGrid([[0, 1, 1, 0]], { width: 2, height: 2, labels: ["x"] }).includes('d="M1 0h1M0 1h1"'); // true
 */
export function imageGrid(images: ArrayInput, options: ImageGridOptions = {}): string {
  const array = asArray(images, "float64", who);
  const count = array.shape[0] ?? 0;
  if (count === 0) fail("data", { who, expected: "at least one image", got: "none" });
  const pixels = array.size / count;
  const width = options.width ?? (array.ndim === 3 ? array.shape[2]! : Math.sqrt(pixels));
  const height = options.height ?? pixels / width;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width * height !== pixels || pixels === 0)
    fail("shape", {
      who,
      expected: `rows of ${Number.isInteger(width) && options.height ? width * height : "width * height"} pixels`,
      got: `shape ${formatShape(array.shape)}`,
      fix: "Give width and height that multiply to the length of a row.",
    });
  const bad = array.data.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    fail("data", {
      who,
      expected: "finite pixels",
      got: `${array.data[bad]} in image ${Math.floor(bad / pixels)}`,
    });
  const columns = Math.min(options.columns ?? Math.ceil(Math.sqrt(count)), count);
  const size = options.size ?? 64;
  const tall = (size * height) / width;
  const line = options.labels ? 20 : 0;
  const top = headingHeight(options) + margin;
  const [low, high] = extentOf(array.data)!;
  const largest = Math.max(-low, high) || 1;
  const tiles = Array.from({ length: count }, (_, n) => {
    const x = margin + (n % columns) * (size + gap);
    const y = top + Math.floor(n / columns) * (tall + line + gap);
    const view = {
      x,
      y,
      width: size,
      height: tall,
      viewBox: `0 0 ${width} ${height}`,
      "shape-rendering": "crispEdges",
    };
    const values = array.data.subarray(n * pixels, (n + 1) * pixels);
    const label = options.labels?.[n];
    return (
      element("rect", {
        x,
        y,
        width: size,
        height: tall,
        class: "rule",
        fill: "currentColor",
        "fill-opacity": 0.5,
      }) +
      element(
        "svg",
        view,
        low < 0 ? paint(values, width, largest, "c0") : paint(values, width, largest, "ink"),
      ) +
      (low < 0
        ? element(
            "svg",
            view,
            paint(
              values.map((v) => -v),
              width,
              largest,
              "c1",
            ),
          )
        : "") +
      (label ? text(x + size / 2, y + tall + 14, label, { size: 11, color: "muted", anchor: "middle" }) : "")
    );
  });
  const rows = Math.ceil(count / columns);
  const whole: [number, number] = [
    2 * margin + columns * (size + gap) - gap,
    Math.ceil(top + rows * (tall + line + gap) - gap + margin),
  ];
  const says = `${count} images of ${width} by ${height} pixels${options.labels ? `: ${options.labels.join(", ")}` : ""}.`;
  return figure(who, whole, { ...options, name: "Images", says }, ...tiles);
}

/** One path per level of darkness: the runs of pixels that have it, as strokes one pixel wide. */
function paint(values: ArrayLike<number>, width: number, largest: number, color: string): string {
  const runs: string[] = new Array<string>(levels + 1).fill("");
  const levelAt = (i: number) => Math.max(0, Math.round((values[i]! / largest) * levels));
  for (let i = 0; i < values.length; ) {
    const level = levelAt(i);
    const start = i++;
    while (i < values.length && i % width !== 0 && levelAt(i) === level) i++;
    if (level > 0) runs[level] += `M${start % width} ${Math.floor(start / width)}h${i - start}`;
  }
  const paths = runs.map((d, level) => (d ? element("path", { d, "stroke-opacity": level / levels }) : ""));
  return element(
    "g",
    { class: color, stroke: "currentColor", "stroke-width": 1, transform: "translate(0 .5)" },
    ...paths,
  );
}
