import type { ArrayInput } from "../array/ndarray.ts";
import { classify } from "./classify.ts";
import { classification, type Metric } from "./metric.ts";

/**
 * The share of examples classified right, 0 to 1.
 *
 * @param outputs (m, 1) probabilities of class 1, right from 0.5 upward; (m, k) scores, of which the largest wins;
 * or class indices as an int32 array
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @throws ChainruleError `shape` where outputs and targets do not fit, `data` for a label that is no class or a NaN
 *
 * @example
 * accuracy([[0.2], [0.7], [0.4]], [0, 1, 1]); // 0.6666666666666666
 */
export function accuracy(outputs: ArrayInput, targets: ArrayInput): number {
  const { actual, predicted } = classify("accuracy", outputs, targets);
  return actual.reduce((hits, label, i) => hits + Number(label === predicted[i]), 0) / actual.length;
}

export const accuracyMetric: Metric = {
  name: "accuracy",
  about: "share of examples classified right",
  tasks: classification,
  better: "higher",
  value: accuracy,
};
