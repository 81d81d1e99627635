import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import { formatShape, sameShape } from "../../base/shape.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { descriptionName, readDescription } from "../description.ts";
import type { Imported } from "../imported.ts";
import { readModelFile } from "../model.ts";
import { isLearnerName, type NamedArrays, readLearner } from "../npz/learner.ts";
import { findProof, proofName } from "../proof/text.ts";
import { readSafetensors, type Safetensors } from "../safetensors.ts";
import { dialectOf } from "./dialects.ts";
import { groupsOf } from "./groups.ts";
import { readStateDict } from "./read.ts";

export interface WeightsFileOptions {
  /** The layers with their activations, for a file that does not say them. */
  readonly layers?: readonly Layer[];
  /** Whether each W of arrays W1, b1, ... is units x inputs, where their shapes do not tell. */
  readonly columns?: boolean;
}

/**
 * The network in any safetensors file of weights: one that {@link writeModel} or {@link writeStateDict} wrote, which
 * says its layers, or a state dict of PyTorch or Keras, or arrays W1, b1, ... of NumPy or of a run folder, whose layers have to be said.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for a damaged file, or one of other layers; `usage` where layers are needed
 *
 * @example
 * const bytes = writeSafetensors(new Map([["0.weight", asArray([[1, 2]])], ["0.bias", asArray([3])]]));
 * const { model } = readWeightsFile(bytes, { layers: parseLayers("1:sigmoid") });
 * model.weights.W1.tolist(); // [[1], [2]]
 */
export function readWeightsFile(
  bytes: Uint8Array,
  { layers, columns }: WeightsFileOptions = {},
  who = "readWeightsFile",
): Imported {
  const file = readSafetensors(bytes, who);
  const description = file.metadata[descriptionName];
  if (file.metadata.chainrule !== undefined) return readModelFile(bytes, who);
  if (description !== undefined) return described(file, description, who);
  if ([...file.tensors.keys()].some(isLearnerName))
    return readLearner(namedArrays(file.tensors, who), layers, columns);
  const tensors = ordered(file.tensors);
  const imported = readStateDict(tensors, { ...(layers && { layers }) }, who);
  return { ...imported, notes: [...orderNotes(tensors, who), ...imported.notes] };
}

function described({ tensors, metadata }: Safetensors, text: string, who: string): Imported {
  const { network, scaling, about } = readDescription(text, who);
  const { model } = readStateDict(ordered(tensors), { layers: network.layers }, who);
  const { features } = model.network;
  if (features !== network.features)
    fail("data", {
      who,
      expected: `weights for ${network.features} inputs, as described,`,
      got: String(features),
    });
  model.setWeights(model.weights!, model.dtype, scaling);
  const proof = findProof(metadata[proofName] ?? "", who);
  return { model, ...(about && { about }), ...(proof && { proof }), notes: [] };
}

const namedArrays = (tensors: ReadonlyMap<string, NDArray>, who: string): NamedArrays => {
  const place = (name: string) => `${who}, tensor ${JSON.stringify(name)}`;
  const numbers = (name: string): NDArray =>
    tensors.get(name) ?? fail("data", { who, expected: `a tensor ${JSON.stringify(name)}`, got: "none" });
  return {
    who,
    names: [...tensors.keys()],
    place,
    numbers,
    shaped(name, shape) {
      const array = numbers(name);
      if (!sameShape(array.shape, shape))
        fail("data", {
          who: place(name),
          expected: `shape ${formatShape(shape)}`,
          got: formatShape(array.shape),
        });
      return array;
    },
  };
};

const byNumber = new Intl.Collator("en", { numeric: true });

/** The writer of safetensors sorts by name and so puts 10.weight before 2.weight: their numbers tell the order. */
const ordered = (tensors: ReadonlyMap<string, NDArray>): Map<string, NDArray> =>
  new Map([...tensors].sort(([a], [b]) => byPath(a.split(/[./]/), b.split(/[./]/))));

/** Part by part, so that `dense` comes before `dense_1`. */
function byPath(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = byNumber.compare(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** That names without numbers do not tell which layer comes first. */
function orderNotes(tensors: ReadonlyMap<string, NDArray>, who: string): string[] {
  const paths = groupsOf(tensors, dialectOf([...tensors.keys()]), who)
    .filter(({ kind }) => kind === "dense")
    .map(({ path }) => path);
  if (paths.length < 2 || paths.filter((path) => !/\d/.test(path)).length < 2) return [];
  return [`The file does not keep the order of its layers. Taken by name: ${listed(paths)}.`];
}
