import { fail } from "../../src/base/error.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { labeled } from "../../src/data/dataset.ts";
import { type Point, readPoints } from "../state/points.ts";

/**
 * Points drawn by hand as a data set, with a class for each label up to the largest that was used.
 *
 * @throws ChainruleError `data` for points of one class alone: there is nothing to tell apart
 */
export function pointsDataset(text: string): Dataset {
  const points = readPoints(text);
  requireTwoClasses(points);
  const classes = 1 + Math.max(...points.map(({ label }) => label));
  const x = Float64Array.from(points.flatMap(({ x, y }) => [x, y]));
  const labels = points.map(({ label }) => label);
  return labeled(
    "points",
    x,
    labels,
    Array.from({ length: classes }, (_, i) => String(i)),
  );
}

function requireTwoClasses(points: readonly Point[]): void {
  if (new Set(points.map(({ label }) => label)).size > 1) return;
  fail("data", {
    who: "points",
    expected: "points of two classes or more",
    got: points.length === 0 ? "no points" : `${points.length} of one class`,
    fix: "Draw some of another class.",
  });
}
