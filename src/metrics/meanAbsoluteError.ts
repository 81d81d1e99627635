import type { ArrayInput } from "../array/ndarray.ts";
import type { Metric } from "./metric.ts";
import { columnsOf, meanCost } from "./residuals.ts";

/**
 * The mean of |a - y| over examples and outputs.
 *
 * @param outputs (m,) or (m, k) numbers
 * @param targets numbers of the same shape
 * @returns 0 or more, in the unit of the targets
 * @throws ChainruleError `shape` where the shapes differ, `data` for a number that is not finite
 *
 * @example
 * meanAbsoluteError([1, 2, 5], [1, 4, 4]); // 1
 */
export function meanAbsoluteError(outputs: ArrayInput, targets: ArrayInput): number {
  return meanCost(columnsOf("meanAbsoluteError", outputs, targets), Math.abs);
}

export const meanAbsoluteErrorMetric: Metric = {
  name: "meanAbsoluteError",
  about: "mean of |a - y|",
  tasks: ["regression"],
  better: "lower",
  value: meanAbsoluteError,
};
