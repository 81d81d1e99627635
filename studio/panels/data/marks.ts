/** A form for each class beside its color: circle, square, triangle, diamond, in turn as on the stage. */
const forms = [
  (x: string, y: string, r: number) =>
    `M${x},${y}m${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`,
  (x: string, y: string, r: number) => `M${x},${y}m${-r},${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x: string, y: string, r: number) => `M${x},${y}m0,${-1.3 * r}l${1.25 * r},${2.2 * r}h${-2.5 * r}z`,
  (x: string, y: string, r: number) =>
    `M${x},${y}m0,${-1.4 * r}l${1.4 * r},${1.4 * r}l${-1.4 * r},${1.4 * r}l${-1.4 * r},${-1.4 * r}z`,
];

/** The mark of a point of a class, as a part of the `d` of a path. */
export const markPath = (label: number, x: number, y: number, radius: number): string =>
  forms[label % forms.length]!(x.toFixed(1), y.toFixed(1), radius);
