import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import { allocate, type FloatType } from "../base/dtype.ts";
import { exampleWeights } from "../nn/losses/exampleWeights.ts";
import { classifies } from "../nn/step.ts";
import type { FitOptions } from "./options.ts";
import type { PreparedTargets } from "./targets.ts";

/**
 * The weight of each training example: its own times that of its class; undefined where none were given.
 *
 * @param rows which of the given examples are trained on; all when left out
 */
export function trainingWeights(
  { sampleWeights, classWeights }: FitOptions,
  { kind, data }: PreparedTargets,
  rows: Int32Array | undefined,
  dtype: FloatType,
): NDArray | undefined {
  if (sampleWeights === undefined && classWeights === undefined) return undefined;
  const given = sampleWeights === undefined ? undefined : asArray(sampleWeights, "float64", "sampleWeights");
  const samples = given && (rows ? given.rows(rows) : given).data;
  const labels = classifies(kind) && data.size === data.shape[0] ? data.data : undefined;
  const m = data.shape[0]!;
  const weights = allocate(dtype, m);
  weights.set(
    exampleWeights(
      { ...(samples && { samples }), ...(classWeights !== undefined ? { classes: classWeights } : {}) },
      m,
      labels,
      // One output for two classes, else one output for each.
      kind.kind === "labels" ? kind.classes : 2,
    ),
  );
  return new NDArray(weights, [m], dtype);
}
