/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The colors of the page as numbers, for what is painted pixel by pixel. */
export interface Palette {
  readonly paper: Rgb;
  readonly ink: Rgb;
  /** Of the classes. */
  readonly classes: readonly Rgb[];
}

/** `#1b1f24`, or `#fff` as a minifier writes it. */
const parse = (hex: string): Rgb => {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((i) => Number.parseInt(digits.slice(i, i + 2), 16)) as unknown as Rgb;
};

/** @param color reads a custom property: `--paper` as `#ffffff` */
export const paletteOf = (color: (name: string) => string): Palette => ({
  paper: parse(color("--paper")),
  ink: parse(color("--ink")),
  classes: Array.from({ length: 10 }, (_, c) => parse(color(`--c${c}`))),
});

export const colorsOfPage = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  return paletteOf((name) => style.getPropertyValue(name).trim());
};

export const mixed = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((value, i) => Math.round(value + (b[i]! - value) * share)) as unknown as Rgb;

/** The color of a class on the page. */
export const classColor = (c: number): string => `var(--c${c % 10})`;
