import type { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { shortestFloat32 } from "../base/shortestFloat32.ts";
import { decode } from "../data/decode.ts";
import { encodeInputs } from "../data/encode.ts";
import type { Encoding } from "../data/encoding.ts";
import type { Table } from "../data/table.ts";
import type { Backend } from "../run/backend.ts";
import type { Model } from "../train/model.ts";

/** A trained network with the words of its data. */
export interface Predictor {
  readonly model: Model;
  readonly encoding: Encoding;
}

/** What a network says about some rows. */
export interface Prediction {
  /** The network's outputs; of a regression the targets in their own unit. Shape (rows, outputs). */
  readonly outputs: NDArray;
  /** The class of each row, for a classification. */
  readonly labels?: readonly string[];
}

/**
 * The predictions for the rows of a table, whose columns are found by name or go by position.
 *
 * @throws ChainruleError `data` for columns that do not fit, and inputs so large that no number comes out
 */
export async function predictTable(
  { model, encoding }: Predictor,
  table: Table,
  options: { readonly backend?: Backend } = {},
): Promise<Prediction> {
  const outputs = await model.predict(encodeInputs(encoding, table), options);
  const wrong = outputs.data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    fail("data", {
      who: `${table.name}, row ${Math.floor(wrong / outputs.shape[1]!)}`,
      expected: "inputs that the network makes a number of",
      got: "so large ones that its output is infinite or none",
    });
  const decoded = decode(encoding, outputs);
  return decoded.task === "regression" ? { outputs: decoded.values } : { outputs, labels: decoded.labels };
}

/** Rows of numbers as text holds them: those of a float32 with as few digits as they need. */
export function rowsOf({ dtype }: Model, { outputs }: Prediction): number[][] {
  const digits = digitsOf(dtype);
  return (outputs.tolist() as number[][]).map((row) => row.map(digits));
}

/** A number of a network's type with as few digits as it needs. */
export const digitsOf = (dtype: Model["dtype"]): ((value: number) => number) =>
  dtype === "float32" ? shortestFloat32 : (value) => value;

/** A prediction as JSON holds it. */
export const predictionJson = (model: Model, prediction: Prediction): object => ({
  outputs: rowsOf(model, prediction),
  ...(prediction.labels ? { labels: prediction.labels } : {}),
});
