import type { ArrayInput } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { classify } from "./classify.ts";
import { asMatrix, column } from "./matrix.ts";
import { classification, type Metric } from "./metric.ts";

/**
 * The area under the receiver operating characteristic: the probability that an example of class 1 scores higher
 * than one of class 0, a tie counting one half (Mann & Whitney 1947):
 *
 *     (R - p (p + 1) / 2) / (p n)      R: sum of the ranks of the p positives among all p + n scores
 *
 * For several classes the mean over them of each against the rest (one-vs-rest, macro). It sees only the order of
 * the scores, no threshold.
 *
 * @param outputs (m, 1) scores of class 1, (m, 2) with class 1 second, or (m, k)
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @returns 0 to 1, 0.5 for guessing; NaN where a class has no example or every one, for then there is no pair to
 * compare (scikit-learn gives NaN as well)
 * @throws ChainruleError `shape` where outputs and targets do not fit, `data` for a label that is no class or a NaN
 *
 * @example
 * rocAuc([[0.1], [0.4], [0.35], [0.8]], [0, 0, 1, 1]); // 0.75
 */
export function rocAuc(outputs: ArrayInput, targets: ArrayInput): number {
  const scores = asMatrix(outputs, "rocAuc, outputs");
  const columns = scores.shape[1]!;
  const { actual, classes } = classify("rocAuc", outputs, targets);
  if (classes > Math.max(columns, 2))
    fail("shape", {
      who: "rocAuc, outputs",
      expected: `a score for each of the ${classes} classes`,
      got: "class indices",
    });
  const against = (j: number) => areaOf(column(scores, Math.min(j, columns - 1)), (i) => actual[i] === j);
  if (columns <= 2) return against(1);
  return Array.from({ length: columns }, (_, j) => against(j)).reduce((sum, area) => sum + area) / columns;
}

function areaOf(scores: Float64Array, positive: (example: number) => boolean): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  let ranks = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let tied = 0;
    for (end = start; end < order.length && scores[order[end]!] === scores[order[start]!]; end++)
      tied += Number(positive(order[end]!));
    positives += tied;
    ranks += (tied * (start + 1 + end)) / 2;
  }
  const negatives = order.length - positives;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export const rocAucMetric: Metric = {
  name: "rocAuc",
  about: "probability that a positive scores above a negative",
  tasks: classification,
  better: "higher",
  value: rocAuc,
};
