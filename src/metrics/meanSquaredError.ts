import type { ArrayInput } from "../array/ndarray.ts";
import type { Metric } from "./metric.ts";
import { columnsOf, meanCost } from "./residuals.ts";

/**
 * The mean of (a - y)^2 over examples and outputs.
 *
 * @param outputs (m,) or (m, k) numbers
 * @param targets numbers of the same shape
 * @returns 0 or more, in the squared unit of the targets
 * @throws ChainruleError `shape` where the shapes differ, `data` for a number that is not finite
 *
 * @example
 * meanSquaredError([1, 2, 5], [1, 4, 4]); // 1.6666666666666667
 */
export function meanSquaredError(outputs: ArrayInput, targets: ArrayInput): number {
  return meanCost(columnsOf("meanSquaredError", outputs, targets), (error) => error * error);
}

export const meanSquaredErrorMetric: Metric = {
  name: "meanSquaredError",
  about: "mean of (a - y)^2",
  tasks: ["regression"],
  better: "lower",
  value: meanSquaredError,
};
