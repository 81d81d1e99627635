import * as v from "valibot";
import { fail } from "../base/error.ts";
import type { Scaling } from "../data/scaling.ts";
import { showValue } from "../data/showValue.ts";
import type { Network } from "../nn/network.ts";
import { type Model, sequential } from "../train/model.ts";
import { readAbout } from "./about.ts";
import type { About, Imported } from "./imported.ts";
import { parseJson } from "./parseJson.ts";
import type { Proof } from "./proof/proof.ts";
import { findProof, proofName, writeProof } from "./proof/text.ts";
import { complain } from "./runFile/complain.ts";
import { modelSchema } from "./runFile/schema.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

/** What stands beside the weights, as JSON in the metadata under `chainrule`. */
interface Description {
  readonly version: 1;
  readonly network: Network;
  readonly scaling?: Scaling;
  readonly about?: About;
}

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
  const { weights, network, scaling } = model;
  if (!weights)
    fail("usage", {
      who: "writeModel",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  const { about, proof } = options;
  const description: Description = {
    version: 1,
    network,
    ...(scaling && { scaling }),
    ...(about && { about }),
  };
  return writeSafetensors(new Map(Object.entries(weights)), {
    chainrule: JSON.stringify(description),
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
  const description = describe(metadata.chainrule, who);
  const { version } = description;
  if (version !== 1)
    fail("data", {
      who,
      expected: "version 1 of a model file",
      got: `version ${showValue(version)}`,
      fix: "Install a newer chainrule.",
    });
  const { success, output, issues } = v.safeParse(modelSchema, description, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  const { network, scaling } = output;
  for (const [part, list] of Object.entries(scaling ?? {}))
    if (list.length !== network.features)
      fail("data", {
        who,
        expected: `${network.features} entries at scaling.${part}`,
        got: `${list.length}`,
      });
  const model = sequential(network.features, network.layers);
  const [first] = tensors.values();
  model.setWeights(Object.fromEntries(tensors), first?.dtype === "float64" ? "float64" : "float32", scaling);
  const about = readAbout(description, network, who);
  const proof = findProof(metadata[proofName] ?? "", who);
  return { model, ...(about && { about }), ...(proof && { proof }), notes: [] };
}

function describe(text: string | undefined, who: string): Description {
  try {
    const description = parseJson(text ?? "") as Description;
    if (Array.isArray(description.network.layers)) return description;
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
