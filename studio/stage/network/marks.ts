import type { Light } from "../light.svelte.ts";

/** Which parts of the picture a light falls on. */
export interface Marks {
  weight(layer: number, place: number): boolean;
  bias(layer: number, unit: number): boolean;
  unit(layer: number, unit: number, units: number): boolean;
}

/** The gradient of an array, and what is next of it, stand where the array does: `dW1`, `dZ1`, `Z1` and `A1`. */
function partOf(
  name: string,
): { readonly part: "weight" | "bias" | "unit"; readonly layer: number } | undefined {
  if (/^d?(X|A0)$/.test(name)) return { part: "unit", layer: 0 };
  const [, letter, number] = /^d?([WbZA])(\d+)\b/.exec(name) ?? [];
  if (letter === undefined) return undefined;
  return { part: letter === "W" ? "weight" : letter === "b" ? "bias" : "unit", layer: Number(number) };
}

export function marksOf({ values, elements }: Light): Marks {
  const whole = new Set<string>();
  for (const name of values) {
    const found = partOf(name);
    if (found) whole.add(`${found.part}${found.layer}`);
  }
  const single = elements.flatMap(({ name, place }) => {
    const found = partOf(name);
    return found ? [{ ...found, place }] : [];
  });
  const has = (part: string, layer: number, isAt: (place: number) => boolean): boolean =>
    whole.has(`${part}${layer}`) ||
    single.some((one) => one.part === part && one.layer === layer && isAt(one.place));
  return {
    weight: (layer, place) => has("weight", layer, (at) => at === place),
    bias: (layer, unit) => has("bias", layer, (at) => at === unit),
    // The array of a unit has a row for each example.
    unit: (layer, unit, units) => has("unit", layer, (at) => at % units === unit),
  };
}
