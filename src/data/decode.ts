import type { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Encoding } from "./encoding.ts";
import { undoScaling } from "./scaling.ts";

/**
 * The class index of each row of a network's outputs: of one output (the probability of class 1) whether it is at
 * least `threshold`; of several the place of the largest, the first among equals.
 *
 * @param outputs shape (rows, 1) or (rows, classes)
 *
 * @example
 * [...classOf(asArray([[0.2], [0.9]]))]; // [0, 1]
 * [...classOf(asArray([[0.2, 0.7, 0.1]]))]; // [1]
 */
export function classOf(outputs: NDArray, threshold = 0.5): Int32Array {
  if (outputs.ndim !== 2)
    fail("shape", {
      who: "classOf",
      expected: "outputs of shape (rows, classes)",
      got: `shape ${formatShape(outputs.shape)}`,
    });
  const [m, k] = outputs.shape as [number, number];
  return Int32Array.from({ length: m }, (_, i) => {
    const row = outputs.data.subarray(i * k, (i + 1) * k);
    if (k === 1) return row[0]! >= threshold ? 1 : 0;
    let best = 0;
    for (let j = 1; j < k; j++) if (row[j]! > row[best]!) best = j;
    return best;
  });
}

/** What a network's outputs mean in the words of the data: class names, or numbers in their own unit. */
export type Decoded =
  | { readonly task: "binary" | "multiclass"; readonly labels: readonly string[] }
  | { readonly task: "regression"; readonly values: NDArray };

/**
 * A network's outputs in the words of the data.
 *
 * @param outputs probabilities, shape (rows, 1) or (rows, classes); for a regression shape (rows, targets)
 * @throws ChainruleError `shape` for outputs that are no matrix
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n"));
 * decode(fitEncoding(table), asArray([[0.9], [0.2]])); // { task: "binary", labels: ["dog", "cat"] }
 */
export function decode({ target }: Pick<Encoding, "target">, outputs: NDArray): Decoded {
  if (target.task !== "regression") {
    const labels = Array.from(classOf(outputs), (index) => target.classes[index] ?? String(index));
    return { task: target.task, labels };
  }
  const scaling = {
    offset: target.columns.map(({ offset }) => offset),
    scale: target.columns.map(({ scale }) => scale),
  };
  return { task: target.task, values: undoScaling(scaling, outputs) };
}
