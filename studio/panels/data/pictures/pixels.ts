import { mixed, type Rgb } from "../../../ui/color.ts";

/** Paints values from the top row down into pixels of red, green, blue and opacity, each through a color. */
export function paintPixels(
  pixels: Uint8ClampedArray,
  values: ArrayLike<number>,
  colorOf: (value: number) => Rgb,
): void {
  for (let p = 0; p < values.length; p++) {
    const [r, g, b] = colorOf(values[p]!);
    pixels[4 * p] = r;
    pixels[4 * p + 1] = g;
    pixels[4 * p + 2] = b;
    pixels[4 * p + 3] = 255;
  }
}

/** Ink from 0 to 1 on paper. */
export const inkColor =
  (paper: Rgb, ink: Rgb) =>
  (value: number): Rgb =>
    mixed(paper, ink, Math.max(0, Math.min(1, value)));

/** A value around 0: one color below, another above, paper at 0; the full color at `most`. */
export const signedColor =
  (paper: Rgb, minus: Rgb, plus: Rgb, most: number) =>
  (value: number): Rgb =>
    mixed(paper, value < 0 ? minus : plus, Math.min(1, Math.abs(value) / (most || 1)));
