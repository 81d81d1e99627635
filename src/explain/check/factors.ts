import type { Picture, Quantity } from "./picture.ts";

/**
 * How many times the derivative an error term may be: some write the 1/m of a mean with the error, most with the
 * gradients of the weights, and the 2 of a square likewise. Any of them is right, as long as the gradients are.
 */
export function factorsOf(
  { role }: Quantity,
  { examples: m, output, loss }: Picture,
  eitherSign: boolean,
): number[] {
  const signs = eitherSign ? [1, -1] : [1];
  if (role === "gradient") return signs;
  if (role !== "error") return [1];
  const means = loss.reduction === "mean" ? [m, 1] : [1];
  const outputs = loss.reduction === "mean" && loss.targets !== "distribution" ? [1, output.shape[1]!] : [1];
  const squares = loss.reduction === "mean" && loss.targets === "number" ? [1, 0.5] : [1];
  const all = signs.flatMap((s) =>
    means.flatMap((a) => outputs.flatMap((b) => squares.map((c) => s * a * b * c))),
  );
  return [...new Set(all)];
}
