import type { Outputs } from "../../../state/fitting.ts";
import type { Point } from "../../../state/points.ts";

/** Classes that points can be drawn of. */
export const mostClasses = 6;

/** The plane goes from minus this to this along both axes. */
export const reach = 5;

/** The points without those nearer than `radius`. */
export const erased = (points: readonly Point[], x: number, y: number, radius: number): Point[] =>
  points.filter((point) => Math.hypot(point.x - x, point.y - y) > radius);

/** The points without the one that is nearest; of several as near, the last drawn. */
export function withoutNearest(points: readonly Point[], x: number, y: number): Point[] {
  let nearest = -1;
  let least = Infinity;
  points.forEach((point, i) => {
    const distance = Math.hypot(point.x - x, point.y - y);
    if (distance <= least) [least, nearest] = [distance, i];
  });
  return points.filter((_, i) => i !== nearest);
}

/** How many points there are of each class. */
export const countsOf = (points: readonly Point[]): number[] =>
  Array.from({ length: mostClasses }, (_, c) => points.filter(({ label }) => label === c).length);

/** What the points ask of the last layer; undefined where there is nothing to tell apart. */
export function outputsOfPoints(points: readonly Point[]): Outputs | undefined {
  const labels = points.map(({ label }) => label);
  if (new Set(labels).size < 2) return undefined;
  const count = 1 + Math.max(...labels);
  return { task: count === 2 ? "binary" : "multiclass", count };
}

/** A coordinate inside the plane, of as many decimals as a link keeps. */
export const within = (value: number): number =>
  Math.round(Math.max(-reach, Math.min(reach, value)) * 1000) / 1000;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where an arrow key points, to the right and upward; undefined for another key. */
export const arrowOf = (key: string): readonly [number, number] | undefined => arrows[key];
