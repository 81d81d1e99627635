import type { ArrayInput } from "../array/ndarray.ts";
import { type AverageOptions, averageScore, type ClassCounts, share } from "./average.ts";
import { classification, type Metric } from "./metric.ts";

/** F1 of one class. */
export const f1Of = ({ hits, predicted, actual }: ClassCounts): number => share(2 * hits, predicted + actual);

/**
 * The harmonic mean of precision and recall:
 *
 *     2 precision recall / (precision + recall) = 2 hits / (predicted + actual)
 *
 * A class that is neither predicted nor in the targets is 0, as in scikit-learn.
 *
 * @param outputs (m, 1) or (m, k) network outputs, or class indices as an int32 array
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @param options `average`: of class 1 (`binary`, for two classes), or over the classes (`macro` for more than two)
 * @returns 0 to 1
 * @throws ChainruleError `shape` or `data` where outputs and targets do not fit, `usage` for an unknown average
 *
 * @example
 * f1([[0.2], [0.7], [0.4], [0.9], [0.8]], [0, 1, 1, 0, 1]); // 0.6666666666666666
 */
export function f1(outputs: ArrayInput, targets: ArrayInput, options: AverageOptions = {}): number {
  return averageScore("f1", outputs, targets, f1Of, options);
}

export const f1Metric: Metric = {
  name: "f1",
  about: "harmonic mean of precision and recall",
  tasks: classification,
  better: "higher",
  value: f1,
};
