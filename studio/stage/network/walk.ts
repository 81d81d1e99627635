import { mostUnits } from "./layout.ts";

/** A unit in the picture; `layer` is 0 for the inputs. */
export interface UnitStop {
  readonly kind: "unit";
  readonly layer: number;
  readonly unit: number;
}
/** A number of the network that can be changed; an edge's layer is the one it leads to. */
export type NumberStop =
  | { readonly kind: "bias"; readonly layer: number; readonly unit: number }
  | { readonly kind: "weight"; readonly layer: number; readonly from: number; readonly to: number };
/** Something in the picture that can be looked at. */
export type Stop = UnitStop | NumberStop;

/** What there is to walk on: units of each column, and which layers have a bias; no weights where they are not drawn. */
export interface Ground {
  readonly units: readonly number[];
  readonly biases: readonly boolean[];
  readonly weights: boolean;
}

export const unitStop = (layer: number, unit: number): UnitStop => ({ kind: "unit", layer, unit });
export const weightStop = (layer: number, from: number, to: number): NumberStop => ({
  kind: "weight",
  layer,
  from,
  to,
});

export const biasStop = (layer: number, unit: number): NumberStop => ({ kind: "bias", layer, unit });

/** A name for a stop within the page. */
export const keyOf = (stop: Stop): string =>
  stop.kind === "weight"
    ? `weight-${stop.layer}-${stop.from}-${stop.to}`
    : `${stop.kind}-${stop.layer}-${stop.unit}`;

/**
 * Where an arrow key leads. Right goes unit, edge, unit, as the numbers do; left goes back, by way of the bias;
 * up and down go among the units of a column, the biases of a layer, or its edges in the order of their places.
 */
export function walk(stop: Stop, key: string, { units, biases, weights }: Ground): Stop | undefined {
  const shown = (layer: number): number => Math.min(units[layer] ?? 0, mostUnits);
  const within = (layer: number, unit: number): number => Math.max(0, Math.min(shown(layer) - 1, unit));
  const last = units.length - 1;
  const { layer } = stop;
  if (key === "Home") return unitStop(0, 0);
  if (key === "End") return unitStop(last, 0);
  if (key === "ArrowRight") {
    if (stop.kind === "weight") return unitStop(layer, stop.to);
    if (stop.kind === "bias") return unitStop(layer, stop.unit);
    if (layer === last) return undefined;
    return weights ? weightStop(layer + 1, stop.unit, 0) : unitStop(layer + 1, within(layer + 1, stop.unit));
  }
  if (key === "ArrowLeft") {
    if (stop.kind === "weight") return unitStop(layer - 1, stop.from);
    if (layer === 0) return undefined;
    if (stop.kind === "unit" && biases[layer] && weights) return biasStop(layer, stop.unit);
    return weights ? weightStop(layer, 0, stop.unit) : unitStop(layer - 1, within(layer - 1, stop.unit));
  }
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (step === 0) return undefined;
  if (stop.kind !== "weight") {
    const unit = stop.unit + step;
    return unit === within(layer, unit) ? { ...stop, unit } : undefined;
  }
  const place = stop.from * shown(layer) + stop.to + step;
  if (place < 0 || place >= shown(layer - 1) * shown(layer)) return undefined;
  return weightStop(layer, Math.floor(place / shown(layer)), place % shown(layer));
}

/** Whether the picture has it: a network that became smaller has lost some places. */
export function hasStop(stop: Stop, { units, biases, weights }: Ground): boolean {
  const isDrawn = (layer: number, unit: number): boolean => unit < Math.min(units[layer] ?? 0, mostUnits);
  if (stop.kind === "unit") return isDrawn(stop.layer, stop.unit);
  if (!weights) return false;
  if (stop.kind === "bias") return biases[stop.layer] === true && isDrawn(stop.layer, stop.unit);
  return isDrawn(stop.layer - 1, stop.from) && isDrawn(stop.layer, stop.to);
}
