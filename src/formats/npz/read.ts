import type { Layer } from "../../nn/layers/layer.ts";
import { sequential } from "../../train/model.ts";
import { descriptionName, readDescription } from "../description.ts";
import type { Imported } from "../imported.ts";
import { findProof, proofName } from "../proof/text.ts";
import { readSklearn } from "../sklearn/read.ts";
import { layerArrays } from "../stateDict/layerArrays.ts";
import { NpzArchive } from "./archive.ts";
import { readLearner } from "./learner.ts";

export interface ModelNpzOptions {
  /** The layers with their activations, for a file of weights alone. */
  readonly layers?: readonly Layer[];
  /** Whether each W of a file of weights alone is units x inputs, where its shapes do not tell. */
  readonly columns?: boolean;
}

/**
 * The network in an npz file: one that {@link writeModelNpz} wrote; `coefs_0`, `intercepts_0`, ... of scikit-learn
 * with its activations as texts; or the arrays W1, b1, W2, b2, ... that NumPy code saved. There a W may be inputs x
 * units or units x inputs: which one it is follows from the shapes, and a note says where it was turned.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `usage` where the layers have to be said; `data` for a damaged file, shapes that do not fit,
 * or shapes that fit both ways
 *
 * @example
 * const arrays = { W1: asArray([[1, 2], [3, 4], [5, 6]]), b1: asArray([[0], [0], [0]]) };
 * const { model, notes } = await readModelNpz(await writeNpz(arrays), { layers: parseLayers("3:tanh") });
 * model.weights.W1.tolist(); // [[1, 3, 5], [2, 4, 6]]
 * notes[0]; // "Turned, since they lay as units x inputs (examples in columns): W1."
 */
export async function readModelNpz(
  bytes: Uint8Array,
  { layers, columns }: ModelNpzOptions = {},
  who = "readModelNpz",
): Promise<Imported> {
  const archive = await NpzArchive.open(bytes, who);
  if (archive.has(descriptionName)) return described(archive);
  if (archive.has("coefs_0")) return readSklearn(archive);
  return readLearner(archive, layers, columns);
}

function described(archive: NpzArchive): Imported {
  const { who } = archive;
  const { network, scaling, about } = readDescription(archive.text(descriptionName), who);
  const model = sequential(network.features, network.layers);
  const weights = layerArrays(network).flatMap(({ arrays }) =>
    arrays.map(({ name, shape }) => [name, archive.shaped(name, shape)] as const),
  );
  const isWide = weights.some(([, { dtype }]) => dtype === "float64");
  model.setWeights(Object.fromEntries(weights), isWide ? "float64" : "float32", scaling);
  const proof = archive.has(proofName) ? findProof(archive.text(proofName), who) : undefined;
  return { model, ...(about && { about }), ...(proof && { proof }), notes: [] };
}
