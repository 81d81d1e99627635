import { writeNpy } from "../../array/npy.ts";
import { writeZip } from "../../array/writeZip.ts";
import { fail } from "../../base/error.ts";
import type { Model } from "../../train/model.ts";
import { descriptionName, writeDescription } from "../description.ts";
import type { About } from "../imported.ts";
import { proofOf } from "../proof/proof.ts";
import { proofName, writeProof } from "../proof/text.ts";
import { npyOfText } from "./npy.ts";

/**
 * A model as an npz file: its weights by name, W1 (inputs, units), b1, ..., for `np.load`. The layers, the scaling and
 * test vectors stand beside them as text in arrays of uint8 (`bytes(a).decode()`), which NumPy reads without pickle;
 * {@link readModelNpz} makes the same model again, to the last bit.
 *
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1));
 * model.setWeights({ W1: [[3], [4]], b1: [5] });
 * const arrays = await readNpz(await writeModelNpz(model));
 * [...arrays.keys()]; // ["W1", "b1", "chainrule.description", "chainrule.proof"]
 */
export async function writeModelNpz(
  model: Model,
  { about }: { readonly about?: About } = {},
): Promise<Uint8Array> {
  const { weights } = model;
  if (!weights)
    return fail("usage", {
      who: "writeModelNpz",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  const files = new Map(Object.entries(weights).map(([name, array]) => [name, writeNpy(array)]));
  files.set(descriptionName, npyOfText(writeDescription(model, about)));
  files.set(proofName, npyOfText(writeProof(await proofOf(model))));
  return writeZip(new Map([...files].map(([name, bytes]) => [`${name}.npy`, bytes])));
}
