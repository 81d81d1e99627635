import type { Point } from "./path.ts";

/**
 * A line with the points left out that lie within `tolerance` pixels of the straight way between those that stay
 * (Ramer 1972; Douglas and Peucker 1973). A closed ring keeps its first point, which is also its last.
 *
 * @example
 * straighten([[0, 0], [5, 0.01], [10, 0], [10, 10]]); // [[0, 0], [10, 0], [10, 10]]
 */
export function straighten(line: readonly Point[], tolerance = 0.1): Point[] {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const stretches: [number, number][] = [[0, line.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch;
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = distance(line[i]!, line[from]!, line[to]!);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stretches.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep[i]);
}

/** From a point to the segment between two others. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
