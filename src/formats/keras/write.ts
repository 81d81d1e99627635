import { writeZip } from "../../array/writeZip.ts";
import { fail } from "../../base/error.ts";
import type { Model } from "../../train/model.ts";
import { descriptionName, writeDescription } from "../description.ts";
import type { About } from "../imported.ts";
import { proofOf } from "../proof/proof.ts";
import { proofName, writeProof } from "../proof/text.ts";
import { describeModel } from "./describe.ts";
import { groupNames } from "./groupNames.ts";
import { entries } from "./read.ts";
import { openSandbox } from "./sandbox.ts";

/** The version of Keras whose files these are. */
const kerasVersion = "3.0.0";
/** A date of today would give other bytes tomorrow. */
const dateSaved = "1980-01-01@00:00:00";

/** How far Keras may be off: its sums have an order of their own, and with PyTorch below float64 is no nearer. */
const tolerance = 1e-6;

/**
 * A trained model as a `.keras` file: `keras.saving.load_model("net.keras")` of Keras 3 makes a Sequential model of
 * it. The scaling of the inputs becomes a `Normalization` layer before the others. Test vectors, and what is known
 * of inputs and outputs, lie beside Keras's own files in the archive. The package h5wasm is loaded for it.
 *
 * @throws ChainruleError `usage` before the model has weights, for a layer or scaling that Keras does not have, or
 * where h5wasm is not installed
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[1], [-1]], b1: [0] });
 * const bytes = await writeKeras(model);
 * new TextDecoder().decode(bytes.subarray(0, 2)); // "PK"
 */
export async function writeKeras(
  model: Model,
  { about }: { readonly about?: About } = {},
): Promise<Uint8Array> {
  if (!model.weights)
    fail("usage", {
      who: "writeKeras",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  const { config, layers } = describeModel(model);
  const proof = await proofOf(model, tolerance);
  return writeZip(
    new Map<string, string | Uint8Array>([
      [entries.metadata, JSON.stringify({ keras_version: kerasVersion, date_saved: dateSaved })],
      [entries.config, JSON.stringify(config)],
      [entries.weights, await writeWeights(layers)],
      [descriptionName, writeDescription(model, about)],
      [proofName, writeProof(proof)],
    ]),
  );
}

/** The weights of each layer, in Keras's order, as `layers/dense_1/vars/0`. */
async function writeWeights(layers: ReturnType<typeof describeModel>["layers"]): Promise<Uint8Array> {
  const { h5, run, contents } = await openSandbox("writeKeras");
  const groups = groupNames(layers);
  return run(undefined, (path) => {
    const file = new h5.File(path, "w");
    file.create_group("vars");
    file.create_group("layers");
    for (const layer of layers) {
      const group = `layers/${groups.get(layer)!}`;
      file.create_group(group);
      file.create_group(`${group}/vars`);
      for (const [i, { data, shape, dtype }] of layer.variables.entries())
        file.create_dataset({
          name: `${group}/vars/${i}`,
          data,
          shape: [...shape],
          dtype: dtype === "float64" ? "<d" : "<f",
        });
    }
    file.close();
    return contents(path);
  });
}
