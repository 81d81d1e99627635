import type { NDArray } from "../../../../array/ndarray.ts";
import { shortestFloat32 } from "../../../../base/shortestFloat32.ts";
import { alongRows, type Read, refuse, refuseTraining, requireDataFirst } from "./occurrence.ts";

export const batchNormalization: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const { attributes, inputs } = occurrence;
  if (attributes.int("training_mode", 0) !== 0) refuseTraining(occurrence);
  const [, gamma, beta, mean, variance] = inputs;
  if (!gamma || !beta || !mean || !variance)
    return refuse(occurrence, "scale, bias, mean and variance", "fewer");
  const momentum = attributes.float("momentum", 0.9);
  stack.batchNorm({ gamma, beta, mean, variance }, attributes.float("epsilon", 1e-5), momentum);
};

export const layerNormalization: Read = alongRows((stack, occurrence) => {
  requireDataFirst(occurrence);
  const [, gamma, beta] = occurrence.inputs;
  if (!gamma) return refuse(occurrence, "a scale", "none");
  stack.layerNorm(gamma, beta, occurrence.attributes.float("epsilon", 1e-5));
});

/** The number that stands for epsilon where it is a tensor; NaN for one that is no single number. */
export function epsilonOf({ data, dtype, size }: NDArray): number {
  const value = size === 1 ? data[0]! : Number.NaN;
  return dtype === "float32" ? shortestFloat32(value) : value;
}
