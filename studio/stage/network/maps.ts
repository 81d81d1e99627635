import type { Cloud } from "../../bridge/frame.ts";
import type { GridPlace } from "../hover.svelte.ts";

/** The engine sends every third point a side for the map of a unit. */
const coarse = 3;

export const mapSide = (resolution: number): number => Math.ceil(resolution / coarse);

/** The map of one unit among those of a layer; undefined for one that has none. */
export function mapOf(
  maps: Float32Array | undefined,
  unit: number,
  points: number,
): Float32Array | undefined {
  const map = maps?.subarray(unit * points, (unit + 1) * points);
  return map?.length === points ? map : undefined;
}

/** The map of an output out of the field, as coarse as those of the other units. */
export function outputMap(
  output: Float32Array,
  width: number,
  unit: number,
  resolution: number,
  isPlane: boolean,
): Float32Array {
  const side = mapSide(resolution);
  const map = new Float32Array(isPlane ? side * side : side);
  for (let p = 0; p < map.length; p++) {
    const [i, j] = [p % side, Math.floor(p / side)];
    map[p] = output[(j * coarse * resolution + i * coarse) * width + unit]!;
  }
  return map;
}

/** The map of an input that is drawn: it grows along its own axis. Undefined for one that is held. */
export function inputMap({ axes, ranges }: Cloud, input: number, side: number): Float32Array | undefined {
  const axis = axes.indexOf(input);
  if (axis < 0) return undefined;
  const [low, high] = ranges[axis]!;
  return Float32Array.from({ length: axes.length === 2 ? side * side : side }, (_, p) => {
    const place = axis === 0 ? p % side : Math.floor(p / side);
    return low + ((high - low) * place) / (side - 1);
  });
}

/** A unit's value at a place of the fine grid: between the points of its map it is taken to be straight. */
export function valueAt(map: Float32Array, { i, j }: GridPlace, side: number): number {
  const isPlane = map.length > side;
  const [x, y] = [Math.min(i / coarse, side - 1), isPlane ? Math.min(j / coarse, side - 1) : 0];
  const [x0, y0] = [Math.min(Math.floor(x), side - 2), isPlane ? Math.min(Math.floor(y), side - 2) : 0];
  const row = (r: number): number => {
    const left = map[r * side + x0]!;
    return left + (map[r * side + x0 + 1]! - left) * (x - x0);
  };
  return isPlane ? row(y0) + (row(y0 + 1) - row(y0)) * (y - y0) : row(0);
}

/** An output at a place of the fine grid: as the field has it. */
export const outputAt = (
  output: Float32Array,
  width: number,
  unit: number,
  resolution: number,
  { i, j }: GridPlace,
): number | undefined => output[(j * resolution + i) * width + unit];

/** The values of a unit with one input as a line in a square. */
export function mapLine(map: Float32Array, size: number): string {
  let most = 1e-12;
  for (const value of map) most = Math.max(most, Math.abs(value));
  const points = Array.from(
    map,
    (value, i) =>
      `${((i / (map.length - 1)) * size).toFixed(1)},${(size / 2 - (value / most) * size * 0.42).toFixed(1)}`,
  );
  return `M${points.join("L")}`;
}
