import type { Area } from "./figure.ts";
import { type Point, pathThrough } from "./path.ts";
import { element, text, textWidth } from "./svg.ts";

/** A line in pixels, with its name and color. */
export interface Curve {
  readonly points: readonly Point[];
  readonly label: string;
  readonly color: string;
  readonly dashed?: boolean;
}

const labelSize = 12;

/** Room that the names of curves need right of the area. */
export const labelRoom = (labels: readonly string[]): number =>
  Math.ceil(Math.max(0, ...labels.map((label) => textWidth(label, labelSize)))) + 14;

/** A line; a mark where there is but one point, which as a line would be a speck. */
export function drawCurve({ points, color, dashed }: Curve): string {
  const [first, second] = points.filter(([, y]) => Number.isFinite(y));
  if (first && !second)
    return element("circle", {
      cx: first[0].toFixed(1),
      cy: first[1].toFixed(1),
      r: 3.5,
      class: color,
      fill: "currentColor",
    });
  return element("path", {
    d: pathThrough(points),
    class: color,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.75,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    "stroke-dasharray": dashed ? "5 4" : undefined,
  });
}

/** Curves, each named at its right end; names that would overlap move apart. */
export function drawCurves(curves: readonly Curve[], area: Area): string {
  const ends = curves.map(({ points }) => points.findLast(([, y]) => Number.isFinite(y))?.[1] ?? Number.NaN);
  const heights = spread(ends, 15, area.top + 2, area.bottom - 2);
  const names = curves.map(({ label, color }, i) =>
    Number.isFinite(heights[i]!)
      ? text(area.right + 8, heights[i]! + 4, label, { color, size: labelSize, weight: 500 })
      : "",
  );
  return curves.map(drawCurve).join("") + names.join("");
}

/**
 * Heights as near to the wanted ones as a distance of `gap` between neighbors and the bounds allow: neighbors
 * that come too close become one block around the mean of what they want.
 *
 * @example
 * spread([50, 52, 90], 10, 0, 100); // [46, 56, 90]
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).filter((i) => Number.isFinite(wanted[i]!));
  order.sort((a, b) => wanted[a]! - wanted[b]!);
  const blocks: { members: number[]; start: number }[] = [];
  for (const i of order) {
    let block = place([i]);
    while (blocks.length > 0 && blocks.at(-1)!.start + blocks.at(-1)!.members.length * gap > block.start)
      block = place([...blocks.pop()!.members, ...block.members]);
    blocks.push(block);
  }
  const result = wanted.map(() => Number.NaN);
  for (const { members, start } of blocks)
    members.forEach((member, k) => {
      result[member] = start + k * gap;
    });
  return result;

  function place(members: number[]) {
    const extent = (members.length - 1) * gap;
    const middle = members.reduce((sum, i) => sum + wanted[i]!, 0) / members.length;
    return { members, start: Math.max(low, Math.min(high - extent, middle - extent / 2)) };
  }
}
