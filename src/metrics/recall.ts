import type { ArrayInput } from "../array/ndarray.ts";
import { type AverageOptions, averageScore, type ClassCounts, share } from "./average.ts";
import { classification, type Metric } from "./metric.ts";

/** Recall of one class. */
export const recallOf = ({ hits, actual }: ClassCounts): number => share(hits, actual);

/**
 * The share of a class's examples that were found:
 *
 *     hits / actual
 *
 * A class that no target has is 0, as in scikit-learn.
 *
 * @param outputs (m, 1) or (m, k) network outputs, or class indices as an int32 array
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @param options `average`: of class 1 (`binary`, for two classes), or over the classes (`macro` for more than two)
 * @returns 0 to 1
 * @throws ChainruleError `shape` or `data` where outputs and targets do not fit, `usage` for an unknown average
 *
 * @example
 * recall([[0.2], [0.7], [0.4], [0.9], [0.8]], [0, 1, 1, 0, 1]); // 0.6666666666666666
 */
export function recall(outputs: ArrayInput, targets: ArrayInput, options: AverageOptions = {}): number {
  return averageScore("recall", outputs, targets, recallOf, options);
}

export const recallMetric: Metric = {
  name: "recall",
  about: "share of a class's examples that were found",
  tasks: classification,
  better: "higher",
  value: recall,
};
