import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import { allocate, type FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { requireFinite } from "../data/finite.ts";
import type { FitOptions } from "./options.ts";
import type { PreparedTargets } from "./targets.ts";

/**
 * The weight of each training example: its own times that of its class; undefined where none were given.
 *
 * @param rows which of the given examples are trained on; all when left out
 */
export function exampleWeights(
  { sampleWeights, classWeights }: FitOptions,
  y: PreparedTargets,
  rows: Int32Array | undefined,
  dtype: FloatType,
): NDArray | undefined {
  if (sampleWeights === undefined && classWeights === undefined) return undefined;
  const m = y.data.shape[0]!;
  const weights = allocate(dtype, m).fill(1);
  if (sampleWeights !== undefined) {
    const given = asArray(sampleWeights, "float64", "sampleWeights");
    const own = rows ? given.rows(rows) : given;
    requireFinite(own, "sampleWeights");
    if (own.size !== m || own.data.some((w) => w < 0))
      fail("shape", {
        who: "sampleWeights",
        expected: `a weight from 0 for each of the ${m} examples`,
        got: own.size === m ? "a negative one" : `shape ${formatShape(given.shape)}`,
      });
    weights.set(own.data);
  }
  if (classWeights !== undefined) {
    const labels = classesOf(y);
    const byClass = classWeights === "balanced" ? balanced(labels) : classWeights;
    labels.forEach((label, i) => {
      const weight = byClass[label];
      if (weight === undefined || !(weight >= 0))
        fail("usage", {
          who: "classWeights",
          expected: "a weight from 0 for each class",
          got: `${weight} for class ${label}`,
        });
      weights[i] = weights[i]! * weight;
    });
  }
  return new NDArray(weights, [m], dtype);
}

function classesOf({ kind, data }: PreparedTargets): number[] {
  if (kind.kind === "labels" || kind.width === 1) {
    const labels = Array.from(data.data);
    if (labels.every((label) => Number.isInteger(label) && label >= 0)) return labels;
  }
  return fail("usage", { who: "classWeights", expected: "class labels as targets", got: "numbers" });
}

/** m / (classes * count of the class): every class counts the same in all. */
function balanced(labels: readonly number[]): number[] {
  const counts: number[] = [];
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const present = counts.filter((count) => count > 0).length;
  return Array.from(counts, (count) => (count ? labels.length / (present * count) : 0));
}
