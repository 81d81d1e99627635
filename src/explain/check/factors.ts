import type { Picture, Quantity } from "./picture.ts";

/**
 * How many times the derivative an error term may be: some write the 1/m of a mean with the error, most with the
 * gradients of the weights, and the 2 of a square likewise. Any of them is right, as long as the gradients are.
 *
 * @param unscaled whether it is not known which of them the learner's error terms are, because what they follow from is
 *   missing: then gradients made of them may be any, too
 */
export function factorsOf(
  { role }: Quantity,
  picture: Picture,
  eitherSign: boolean,
  unscaled: boolean,
): readonly number[] {
  const signs = eitherSign ? [1, -1] : [1];
  if (role === "gradient" && !unscaled) return signs;
  if (role !== "error" && role !== "gradient") return [1];
  const all = errorFactors(picture);
  const sizes = role === "error" ? all : [1, ...all.flatMap((a) => all.map((b) => a / b))];
  return [...new Set(signs.flatMap((sign) => sizes.map((size) => sign * size)))];
}

function errorFactors({ examples: m, output, loss }: Picture): number[] {
  const means = loss.reduction === "mean" ? [m, 1] : [1];
  const outputs = loss.reduction === "mean" && loss.targets !== "distribution" ? [1, output.shape[1]!] : [1];
  const squares = loss.reduction === "mean" && loss.targets === "number" ? [1, 0.5] : [1];
  return means.flatMap((a) => outputs.flatMap((b) => squares.map((c) => a * b * c)));
}
