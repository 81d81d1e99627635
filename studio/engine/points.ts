import type { Dataset } from "../../src/data/dataset.ts";
import { labeled } from "../../src/data/dataset.ts";
import { readPoints } from "../state/points.ts";

/** Points drawn by hand as a data set of as many classes as were used, two at least. */
export function pointsDataset(text: string): Dataset {
  const points = readPoints(text);
  const classes = Math.max(2, ...points.map(({ label }) => label + 1));
  const x = Float64Array.from(points.flatMap(({ x, y }) => [x, y]));
  const labels = points.map(({ label }) => label);
  return labeled(
    "points",
    x,
    labels,
    Array.from({ length: classes }, (_, i) => String(i)),
  );
}
