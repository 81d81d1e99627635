import type { Material } from "../../engine/parts.ts";
import { meansOf, unitsOf } from "../../engine/units.ts";

/** An input of a network, in the units that the stage shows. */
export interface InputView {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
}

export function inputViews(material: Material): InputView[] {
  const { x, features } = material.training;
  const { offset, scale } = unitsOf(material);
  const means = meansOf(material);
  const width = features.length;
  return features.map((name, f) => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = f; i < x.data.length; i += width) {
      low = Math.min(low, x.data[i]!);
      high = Math.max(high, x.data[i]!);
    }
    const shown = (value: number): number => offset[f]! + scale[f]! * value;
    return { name, low: shown(low), high: shown(high), mean: means[f]! };
  });
}
