import { ops } from "../../graph/build.ts";
import { mean } from "../functions/mean.ts";
import type { Loss, LossKind } from "./loss.ts";

export const meanSquaredErrorKind: LossKind = {
  name: "meanSquaredError",
  targets: "number",
  reduction: "mean",
  settings: {},
  perExample: (a, y) => mean(ops.square(ops.sub(a, y)), { axes: [1] }),
  formula: { text: "mean (a - y)^2", latex: "\\frac1k \\sum (a - y)^2" },
};

/**
 * The mean of `(a - y)^2` over outputs and examples.
 *
 * @example
 * meanSquaredError().name; // "meanSquaredError"
 */
export const meanSquaredError = (): Loss => ({ name: "meanSquaredError", settings: {} });
