/** A form for each class, so that color is not all that tells them apart: outlines around 0, 0, of about 6 pixels. */
const forms: readonly ((r: number) => string)[] = [
  (r) => `m${-3 * r},0a${3 * r},${3 * r} 0 1,0 ${6 * r},0a${3 * r},${3 * r} 0 1,0 ${-6 * r},0`,
  (r) => `m${-3.2 * r},${-3.2 * r}h${6.4 * r}v${6.4 * r}h${-6.4 * r}z`,
  (r) => `m0,${-4 * r}l${3.8 * r},${6.6 * r}h${-7.6 * r}z`,
  (r) => `m0,${-4.2 * r}l${4.2 * r},${4.2 * r}l${-4.2 * r},${4.2 * r}l${-4.2 * r},${-4.2 * r}z`,
];

const round = (value: number): number => Math.round(value * 10) / 10;

/** The path of an example of class `c` at a place of the picture, `large` times as large as usual. */
export const markOf = (c: number, x: number, y: number, large = 1): string =>
  `M${round(x)},${round(y)}${forms[c % forms.length]!(large)}`;
