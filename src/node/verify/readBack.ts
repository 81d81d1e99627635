import { asArray } from "../../array/convert.ts";
import { ChainruleError } from "../../base/error.ts";
import { decode } from "../../data/decode.ts";
import { encodeInputs } from "../../data/encode.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { Column } from "../../data/table.ts";
import type { Imported } from "../../formats/imported.ts";
import { type Comparison, compareWithProof } from "../../formats/proof/compare.ts";
import type { Proof } from "../../formats/proof/proof.ts";
import { writeSafetensors } from "../../formats/safetensors.ts";
import { sha256 } from "../../formats/sha256.ts";
import { interpreter } from "../../run/interpreter.ts";
import type { Runner } from "./check.ts";

/**
 * What a network that was read back makes of the inputs of a proof, calculated by the reference interpreter. They are
 * the network's inputs, or the columns of its data, which a file may encode itself: texts, and numbers in their units.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` or `shape` for inputs of another network
 */
export async function readBack(imported: Imported, proof: Proof, who: string): Promise<Comparison> {
  const encoding = imported.about?.encoding;
  const areNumbers = proof.inputs.every((row) => row.every((value) => typeof value === "number"));
  if (!encoding || areNumbers) {
    const comparison = compareWithProof(proof, await outputsOfNumbers(imported, proof, who), who);
    // Columns that are all numbers look the same: what comes out tells.
    if (!encoding || comparison.holds || encoding.inputs.length !== proof.inputs[0]!.length)
      return comparison;
  }
  return compareWithProof(proof, await outputsOfColumns(imported, encoding, proof, who), who);
}

async function outputsOfNumbers({ model }: Imported, { inputs }: Proof, who: string): Promise<number[][]> {
  const x = asArray(inputs as number[][], "float64", `${who}, test vectors`);
  return (await model.predict(x, { backend: interpreter })).tolist() as number[][];
}

async function outputsOfColumns(
  { model }: Imported,
  encoding: Encoding,
  { inputs }: Proof,
  who: string,
): Promise<number[][]> {
  const columns = encoding.inputs.map(({ name, type }, j): Column => {
    const values = inputs.map((row) => row[j] ?? "");
    return type === "number"
      ? { name, type, values: Float64Array.from(values, Number) }
      : { name, type, values: values.map((value) => (value === "" ? null : String(value))) };
  });
  const table = { name: `${who}, test vectors`, columns, rows: inputs.length, named: true };
  const outputs = await model.predict(encodeInputs(encoding, table), { backend: interpreter });
  const decoded = decode(encoding, outputs);
  return (decoded.task === "regression" ? decoded.values : outputs).tolist() as number[][];
}

/** Runs a model file by what Chainrule's own reader makes of it; where bits are promised, the weights' hash must fit too. */
export const ownReader: Runner = async ({ imported, proof, name }) => {
  const by = "read back";
  try {
    const comparison = await readBack(imported!, proof, name);
    if (proof.tolerance === 0 && (await hashOf(imported!)) !== proof.weights)
      return {
        by,
        outcome: "failed",
        reason: "its weights are not those of its test vectors (the SHA-256 differs)",
      };
    return { by, outcome: "ran", comparison };
  } catch (error) {
    if (!(error instanceof ChainruleError)) throw error;
    return { by, outcome: "failed", reason: error.message };
  }
};

const hashOf = ({ model }: Imported): Promise<string> =>
  sha256(writeSafetensors(new Map(Object.entries(model.weights ?? {}))));
