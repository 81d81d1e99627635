import { ops } from "../../graph/build.ts";
import { mean } from "../functions/mean.ts";
import type { Loss, LossKind } from "./loss.ts";

export const meanAbsoluteErrorKind: LossKind = {
  name: "meanAbsoluteError",
  targets: "number",
  reduction: "mean",
  settings: {},
  perExample: (a, y) => mean(ops.abs(ops.sub(a, y)), { axes: [1] }),
  formula: { text: "mean |a - y|", latex: "\\frac1k \\sum |a - y|" },
};

/**
 * The mean of `|a - y|` over outputs and examples; where a = y the derivative is taken as 0.
 *
 * @example
 * meanAbsoluteError().name; // "meanAbsoluteError"
 */
export const meanAbsoluteError = (): Loss => ({ name: "meanAbsoluteError", settings: {} });
