import { type ArrayInput, NDArray } from "../array/ndarray.ts";
import { type Classified, classify } from "./classify.ts";

/**
 * How often each class was taken for each: a row for the true class, a column for the predicted one, as in
 * scikit-learn. Every class has its row and column, seen or not.
 *
 * @param outputs (m, 1) or (m, k) network outputs, or class indices as an int32 array
 * @param targets (m,) or (m, 1) class indices, or (m, k) one-hot rows
 * @returns counts, int32, shape (classes, classes)
 * @throws ChainruleError `shape` where outputs and targets do not fit, `data` for a label that is no class or a NaN
 *
 * @example
 * confusionMatrix([[0.2], [0.7], [0.4]], [0, 1, 1]).tolist(); // [[1, 0], [1, 1]]
 */
export function confusionMatrix(outputs: ArrayInput, targets: ArrayInput): NDArray {
  return countConfusions(classify("confusionMatrix", outputs, targets));
}

/** The counts of a confusion matrix. */
export function countConfusions({ actual, predicted, classes }: Classified): NDArray {
  const counts = new Int32Array(classes * classes);
  actual.forEach((label, i) => {
    counts[label * classes + predicted[i]!]!++;
  });
  return new NDArray(counts, [classes, classes], "int32");
}
