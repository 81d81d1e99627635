import type { Part } from "./results.ts";

/** The form of a part's marks around a point: a disk for training, a diamond for fresh data. */
export const markPaths: Readonly<Record<Part, (x: number, y: number, r: number) => string>> = {
  training: (x, y, r) =>
    `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`,
  fresh: (x, y, r) => `M${x.toFixed(1)},${(y - r).toFixed(1)}l${r},${r}l${-r},${r}l${-r},${-r}z`,
};
