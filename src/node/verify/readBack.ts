import { asArray } from "../../array/convert.ts";
import { ChainruleError } from "../../base/error.ts";
import type { Imported } from "../../formats/imported.ts";
import { type Comparison, compareWithProof } from "../../formats/proof/compare.ts";
import type { Proof } from "../../formats/proof/proof.ts";
import { writeSafetensors } from "../../formats/safetensors.ts";
import { sha256 } from "../../formats/sha256.ts";
import { interpreter } from "../../run/interpreter.ts";
import type { Runner } from "./check.ts";

/**
 * What a network that was read back makes of the inputs of a proof, calculated by the reference interpreter.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` or `shape` for inputs of another network
 */
export async function readBack({ model }: Imported, proof: Proof, who: string): Promise<Comparison> {
  const x = asArray(proof.inputs as number[][], "float64", `${who}, test vectors`);
  const outputs = await model.predict(x, { backend: interpreter });
  return compareWithProof(proof, outputs.tolist() as number[][], who);
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
