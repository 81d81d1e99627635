import type { ArrayInput } from "../array/ndarray.ts";
import { type AverageOptions, averageScore, type ClassCounts, share } from "./average.ts";
import { classification, type Metric } from "./metric.ts";

/** Precision of one class. */
export const precisionOf = ({ hits, predicted }: ClassCounts): number => share(hits, predicted);

/**
 * The share of right ones among the examples predicted as a class:
 *
 *     hits / predicted
 *
 * A class that is never predicted has precision 0, as in scikit-learn.
 *
 * @param outputs (m, 1) or (m, k) network outputs, or class indices as an int32 array
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @param options `average`: of class 1 (`binary`, for two classes), or over the classes (`macro` for more than two)
 * @returns 0 to 1
 * @throws ChainruleError `shape` or `data` where outputs and targets do not fit, `usage` for an unknown average
 *
 * @example
 * precision([[0.2], [0.7], [0.4], [0.9], [0.8]], [0, 1, 1, 0, 1]); // 0.6666666666666666
 */
export function precision(outputs: ArrayInput, targets: ArrayInput, options: AverageOptions = {}): number {
  return averageScore("precision", outputs, targets, precisionOf, options);
}

export const precisionMetric: Metric = {
  name: "precision",
  about: "share of right ones among those predicted as a class",
  tasks: classification,
  better: "higher",
  value: precision,
};
