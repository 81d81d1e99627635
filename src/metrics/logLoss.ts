import type { ArrayInput } from "../array/ndarray.ts";
import { numbers } from "../op/numbers.ts";
import { classify } from "./classify.ts";
import { asMatrix } from "./matrix.ts";
import { classification, type Metric } from "./metric.ts";

/** The library's own logarithm: `Math.log` may differ between engines in the last bit. */
const { log } = numbers.float64;

/** Keeps a probability of exactly 0 from costing infinity: scikit-learn's bound for float64. */
const epsilon = 2 ** -52;

/**
 * The mean of `-log p`, p being the probability given to the true class; natural logarithm. Probabilities below
 * 2^-52 count as 2^-52, so one sure mistake costs 36, not infinity.
 *
 * @param outputs (m, 1) probabilities of class 1, or (m, k) probabilities that sum to 1 in each row
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @returns 0 or more; NaN where the outputs are no probabilities: outside [0, 1], or rows that do not sum to 1
 * to 1e-5 (tanh or linear outputs)
 * @throws ChainruleError `shape` where outputs and targets do not fit, `data` for a label that is no class or a NaN
 *
 * @example
 * logLoss([[0.25], [0.5]], [0, 1]); // 0.4904146265058631
 */
export function logLoss(outputs: ArrayInput, targets: ArrayInput): number {
  const matrix = asMatrix(outputs, "logLoss, outputs");
  const [rows, columns] = matrix.shape as [number, number];
  const { actual } = classify("logLoss", outputs, targets);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const row = Array.from(matrix.data.subarray(i * columns, (i + 1) * columns));
    const probabilities = columns === 1 ? [1 - row[0]!, row[0]!] : row;
    if (!isDistribution(probabilities)) return Number.NaN;
    const p = probabilities[actual[i]!]!;
    sum -= log(Math.min(Math.max(p, epsilon), 1 - epsilon));
  }
  return sum / rows;
}

const isDistribution = (p: readonly number[]): boolean =>
  p.every((each) => each >= 0 && each <= 1) && Math.abs(p.reduce((a, b) => a + b) - 1) <= 1e-5;

export const logLossMetric: Metric = {
  name: "logLoss",
  about: "mean of -log of the probability given to the true class",
  tasks: classification,
  better: "lower",
  value: logLoss,
};
