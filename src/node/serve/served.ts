import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { shortestFloat32 } from "../../base/shortestFloat32.ts";
import { decode } from "../../data/decode.ts";
import { encodeInputs } from "../../data/encode.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { Table } from "../../data/table.ts";
import type { Model } from "../../train/model.ts";

/** A trained network as it is served: with the words of its data. */
export interface Served {
  readonly name: string;
  readonly model: Model;
  readonly encoding: Encoding;
}

/** What the network says about some rows. */
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
export async function predictTable({ model, encoding }: Served, table: Table): Promise<Prediction> {
  const outputs = await model.predict(encodeInputs(encoding, table));
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

/** A prediction as JSON holds it: numbers of a float32 in as few digits as they need. */
export function toJson({ model }: Served, { outputs, labels }: Prediction): object {
  const digits = model.dtype === "float32" ? shortestFloat32 : (value: number) => value;
  const rows = (outputs.tolist() as number[][]).map((row) => row.map(digits));
  return { outputs: rows, ...(labels ? { labels } : {}) };
}
