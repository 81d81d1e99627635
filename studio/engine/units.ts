import type { Scale } from "./field.ts";
import type { Material } from "./parts.ts";

/** How the inputs of a material stand to the units that its pictures show: shown = offset + scale * input. */
export function unitsOf({ training: { x }, units }: Material): Scale {
  const features = x.shape[1]!;
  return units ?? { offset: new Float64Array(features), scale: new Float64Array(features).fill(1) };
}

/** One scaling after another, as one. */
export const after = (first: Scale, second: Scale): Scale => ({
  offset: Float64Array.from(first.offset, (offset, f) => offset + first.scale[f]! * second.offset[f]!),
  scale: Float64Array.from(first.scale, (scale, f) => scale * second.scale[f]!),
});

/** The mean of each input, in the units that are shown. */
export function meansOf(material: Material): Float64Array {
  const { data, shape } = material.training.x;
  const [m, features] = shape as [number, number];
  const means = new Float64Array(features);
  for (let i = 0; i < data.length; i++) means[i % features]! += data[i]! / m;
  const { offset, scale } = unitsOf(material);
  return means.map((mean, f) => offset[f]! + scale[f]! * mean);
}
