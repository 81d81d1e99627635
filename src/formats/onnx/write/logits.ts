import { fail } from "../../../base/error.ts";
import type { Layer } from "../../../nn/layers/layer.ts";
import { lastActivation } from "../../../nn/network.ts";
import { type Model, sequential } from "../../../train/model.ts";

/**
 * The model without the softmax or sigmoid that its outputs come through: it gives logits.
 *
 * @throws ChainruleError `usage` for a model that ends in another way
 */
export function logitsOf({ network, weights, dtype, scaling }: Model): Model {
  const last = lastActivation(network);
  if (last !== "softmax" && last !== "sigmoid")
    fail("usage", {
      who: "writeOnnx",
      expected: "a network that ends in softmax or sigmoid, for logits",
      got: `one that ends in ${last}`,
      fix: 'Leave out output: "logits".',
    });
  const layers = network.layers.map(
    (layer, i): Layer => (i === network.layers.length - 1 ? { ...layer, activation: "identity" } : layer),
  );
  const model = sequential(network.features, layers);
  model.setWeights(weights!, dtype, scaling);
  return model;
}
