import { fail } from "../base/error.ts";
import { type Model, sequential } from "../train/model.ts";
import { type Description, descriptionFrom, writeDescription } from "./description.ts";
import type { About, Imported } from "./imported.ts";
import { parseJson } from "./parseJson.ts";
import type { Proof } from "./proof/proof.ts";
import { findProof, proofName, writeProof } from "./proof/text.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

/** What may stand in a model file besides the model. */
export interface ModelFileOptions {
  /** What inputs and outputs are called, and how columns become inputs. */
  readonly about?: About;
  /** Test vectors, for `chainrule verify`. */
  readonly proof?: Proof;
}

/**
 * A trained model as one safetensors file: its weights by name, its layers and the scaling of its inputs. Other
 * programs read the weights from it; {@link readModel} makes the model again.
 *
 * @param options what is known about inputs and outputs, and test vectors: they stand in the metadata
 * @throws ChainruleError `usage` before the model has weights
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[1], [-1]], b1: [0] });
 * const again = readModel(writeModel(model));
 * (await again.predict([[3, 3]])).tolist(); // [[0.5]]
 */
export function writeModel(model: Model, options: ModelFileOptions = {}): Uint8Array {
  const { weights } = model;
  if (!weights)
    fail("usage", {
      who: "writeModel",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  const { about, proof } = options;
  return writeSafetensors(new Map(Object.entries(weights)), {
    chainrule: writeDescription(model, about),
    ...(proof && { [proofName]: writeProof(proof) }),
  });
}

/**
 * The model that {@link writeModel} wrote: it predicts the same bits.
 *
 * @param who the file's name, for the message where it is not such a file
 * @throws ChainruleError `data` for a file of another kind or of a newer version, or layers that cannot be; `shape` where the weights are not
 * those of its layers
 *
 * @example
 * const model = mlp(2, dense(1));
 * model.setWeights({ W1: [[1], [2]], b1: [3] }, "float64");
 * readModel(writeModel(model)).weights.W1.tolist(); // [[1], [2]]
 */
export const readModel = (bytes: Uint8Array, who = "model"): Model => readModelFile(bytes, who).model;

/**
 * All that {@link writeModel} wrote: the model, what its inputs and outputs are called, its test vectors.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError as {@link readModel}, and `data` for names of other inputs, or damaged test vectors
 *
 * @example
 * const model = mlp(2, dense(1));
 * model.setWeights({ W1: [[1], [2]], b1: [3] });
 * const bytes = writeModel(model, { about: { features: ["width", "height"] }, proof: await proofOf(model) });
 * const { about, proof } = readModelFile(bytes, "net.safetensors");
 * about.features; // ["width", "height"]
 * proof.outputs[0]; // [3]
 */
export function readModelFile(bytes: Uint8Array, who = "model"): Imported {
  const { tensors, metadata } = readSafetensors(bytes, who);
  const { network, scaling, about } = descriptionFrom(parsed(metadata.chainrule, who), who);
  const model = sequential(network.features, network.layers);
  const [first] = tensors.values();
  model.setWeights(Object.fromEntries(tensors), first?.dtype === "float64" ? "float64" : "float32", scaling);
  const proof = findProof(metadata[proofName] ?? "", who);
  return { model, ...(about && { about }), ...(proof && { proof }), notes: [] };
}

/** What stands beside the weights, in the metadata under `chainrule`. */
function parsed(text: string | undefined, who: string): unknown {
  try {
    const json = parseJson(text ?? "") as Description;
    if (Array.isArray(json.network.layers)) return json;
  } catch {
    // Told below, in the same words as a description that is missing.
  }
  return fail("data", {
    who,
    expected: "a file that writeModel wrote",
    got: "one without a description of its layers",
    fix: "For the weights alone use readSafetensors and setWeights.",
  });
}
