import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import type { Model } from "../../train/model.ts";
import { descriptionName, writeDescription } from "../description.ts";
import type { About } from "../imported.ts";
import { proofOf } from "../proof/proof.ts";
import { proofName, writeProof } from "../proof/text.ts";
import { writeSafetensors } from "../safetensors.ts";
import { transposed } from "../transposed.ts";
import { type Dialect, dialects, kindOf, type LayerArrayKind } from "./dialects.ts";
import { layerArrays } from "./layerArrays.ts";

/**
 * The weights of a model as a safetensors file with the names and the orientation of another program, so that it
 * loads them as its own; with the layers, the scaling and test vectors as metadata, so that {@link readWeightsFile}
 * makes the same model again, to the last bit.
 *
 * `pytorch` names them as an `nn.Sequential` does in which a dense layer is a Linear and, unless its activation is
 * `identity`, a module for it; every other layer is one module: `0.weight` (units, inputs), `0.bias`, `2.weight`, ...
 * `keras` names them `dense/kernel` (inputs, units), `dense/bias`, `dense_1/kernel`, `batch_normalization/gamma`, ...
 *
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
 * model.setWeights({ W1: [[1, 2, 3], [4, 5, 6]], b1: [0, 0, 0], W2: [[1], [1], [1]], b2: [0] });
 * const { tensors } = readSafetensors(await writeStateDict(model, { dialect: "pytorch" }));
 * [...tensors.keys()]; // ["0.weight", "0.bias", "2.weight", "2.bias"]
 * tensors.get("0.weight").tolist(); // [[1, 4], [2, 5], [3, 6]]
 */
export async function writeStateDict(
  model: Model,
  { dialect, about }: { readonly dialect: Dialect; readonly about?: About },
): Promise<Uint8Array> {
  if (!model.weights)
    fail("usage", {
      who: "writeStateDict",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  return writeSafetensors(namedBy(model, dialect), {
    // Readers of PyTorch's own ask for it.
    ...(dialect === "pytorch" && { format: "pt" }),
    [descriptionName]: writeDescription(model, about),
    [proofName]: writeProof(await proofOf(model)),
  });
}

/** The arrays of a model by the names that they have in another program, and as they lie there. */
function namedBy({ network, weights }: Model, dialect: Dialect): Map<string, NDArray> {
  const { separator, turned, dense, normalization, path } = dialects[dialect];
  const tensors = new Map<string, NDArray>();
  const before: Record<LayerArrayKind, number> = { dense: 0, batchNorm: 0, layerNorm: 0 };
  let place = 0;
  for (const { layer, arrays } of layerArrays(network)) {
    const kind = kindOf(arrays.map(({ symbol }) => symbol));
    const names = Object.entries(kind === "dense" ? dense : normalization);
    if (arrays.length > 0) {
      const layerPath = path(place, kind, before[kind]++);
      for (const { symbol, name } of arrays) {
        const [leaf] = names.find(([, meant]) => meant === symbol)!;
        const array = weights![name]!;
        tensors.set(`${layerPath}${separator}${leaf}`, symbol === "W" && turned ? transposed(array) : array);
      }
    }
    place += kind === "dense" && layer.activation !== "identity" && arrays.length > 0 ? 2 : 1;
  }
  return tensors;
}
