import { ops } from "../../graph/build.ts";
import type { Loss, LossKind } from "./loss.ts";

export const halfSquaredErrorKind: LossKind = {
  name: "halfSquaredError",
  targets: "number",
  reduction: "sum",
  settings: {},
  perExample: (a, y) => ops.mul(0.5, ops.sum(ops.square(ops.sub(a, y)), { axes: [1] })),
  formula: { text: "1/2 sum (a - y)^2", latex: "\\tfrac12 \\sum (a - y)^2" },
};

/**
 * `1/2 sum (a - y)^2` over outputs and examples: a sum, not a mean, so that its derivative is a - y.
 *
 * @example
 * halfSquaredError().name; // "halfSquaredError"
 */
export const halfSquaredError = (): Loss => ({ name: "halfSquaredError", settings: {} });
