import type { ArrayInput } from "../array/ndarray.ts";
import type { Metric } from "./metric.ts";
import { type Column, columnsOf, mean } from "./residuals.ts";

/**
 * The coefficient of determination: the share of the targets' variance that the outputs explain,
 *
 *     1 - sum (a - y)^2 / sum (y - mean y)^2
 *
 * for each target column, then the mean over the columns. 0 is what the constant mean y scores; worse is negative.
 *
 * @param outputs (m,) or (m, k) numbers
 * @param targets numbers of the same shape
 * @returns at most 1. Constant targets, which have no variance to explain, score 1 where met exactly and 0
 * otherwise, as in scikit-learn; NaN for a single example
 * @throws ChainruleError `shape` where the shapes differ, `data` for a number that is not finite
 *
 * @example
 * r2([1, 2, 5], [1, 4, 4]); // 0.16666666666666663
 */
export function r2(outputs: ArrayInput, targets: ArrayInput): number {
  return mean(columnsOf("r2", outputs, targets).map(explained));
}

function explained({ outputs, targets }: Column): number {
  if (targets.length < 2) return Number.NaN;
  const residual = mean(targets.map((y, i) => square(outputs[i]! - y)));
  // Compared one by one: the rounded mean of a constant need not be that constant, which leaves a variance of 1e-34.
  if (targets.every((y) => y === targets[0])) return residual === 0 ? 1 : 0;
  const center = mean(targets);
  const variance = mean(targets.map((y) => square(y - center)));
  return 1 - residual / variance;
}

export const r2Metric: Metric = {
  name: "r2",
  about: "share of the targets' variance explained",
  tasks: ["regression"],
  better: "higher",
  value: r2,
};

const square = (x: number): number => x * x;
