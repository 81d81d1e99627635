import type { Frame } from "../../bridge/frame.ts";
import { short } from "../../ui/format.ts";
import type { Element } from "../light.svelte.ts";
import type { PlacedColumn } from "./layout.ts";
import type { NumberStop, Stop } from "./walk.ts";

type Columns = readonly PlacedColumn[];

export const weightsOf = (frame: Frame | undefined, layer: number): Float64Array | undefined =>
  frame?.weights[`W${layer}`]?.values;

export const biasesOf = (frame: Frame | undefined, layer: number): Float64Array | undefined =>
  frame?.weights[`b${layer}`]?.values;

/** Where a number of the picture stands in the arrays of the network. */
export const elementOf = (stop: NumberStop, columns: Columns): Element =>
  stop.kind === "weight"
    ? { name: `W${stop.layer}`, place: stop.from * columns[stop.layer]!.units + stop.to }
    : { name: `b${stop.layer}`, place: stop.unit };

export function numberAt(frame: Frame | undefined, stop: NumberStop, columns: Columns): number {
  const { name, place } = elementOf(stop, columns);
  return frame?.weights[name]?.values[place] ?? Number.NaN;
}

/** Of more inputs than these a unit's weights are not listed. */
const mostListed = 4;

/** What a unit sums with: its weights and its bias, where they are few. */
export function sumOf(frame: Frame | undefined, stop: Stop, columns: Columns): string {
  if (stop.kind !== "unit" || stop.layer === 0) return "";
  const { layer, unit } = stop;
  const inputs = columns[layer - 1]!.units;
  const weights = weightsOf(frame, layer);
  if (!weights || inputs > mostListed) return "";
  const parts = Array.from(
    { length: inputs },
    (_, from) => `W${layer}[${from},${unit}] = ${short(weights[from * columns[layer]!.units + unit]!)}`,
  );
  const bias = biasesOf(frame, layer)?.[unit];
  return [...parts, ...(bias === undefined ? [] : [`b${layer}[${unit}] = ${short(bias)}`])].join(", ");
}
