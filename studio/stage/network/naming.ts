import type { Said } from "../../../src/explain/language/sentences.ts";
import type { Stop } from "./walk.ts";
import { words } from "./words.ts";

/** As mathematics writes it: `W1[0,2]`, `b1[2]`, `A1[:,2]`; an input by its name. */
export function symbolOf(stop: Stop, inputs: readonly string[]): string {
  if (stop.kind === "weight") return `W${stop.layer}[${stop.from},${stop.to}]`;
  if (stop.kind === "bias") return `b${stop.layer}[${stop.unit}]`;
  return stop.layer === 0 ? (inputs[stop.unit] ?? "") : `A${stop.layer}[:,${stop.unit}]`;
}

/** In words; units are counted from 1 there. */
export function saidOf(stop: Stop, inputs: readonly string[]): Said {
  if (stop.kind === "bias") return words.bias({ unit: String(stop.unit + 1), layer: String(stop.layer) });
  if (stop.kind === "unit") return unitSaid(stop.layer, stop.unit, inputs);
  const from = unitSaid(stop.layer - 1, stop.from, inputs);
  const to = unitSaid(stop.layer, stop.to, inputs);
  return {
    en: words.weight({ from: from.en, to: to.en }).en,
    ko: words.weight({ from: from.ko, to: to.ko }).ko,
  };
}

const unitSaid = (layer: number, unit: number, inputs: readonly string[]): Said =>
  layer === 0
    ? words.input({ name: inputs[unit] ?? String(unit + 1) })
    : words.unit({ unit: String(unit + 1), layer: String(layer) });
