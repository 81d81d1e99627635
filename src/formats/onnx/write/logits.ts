import { fail } from "../../../base/error.ts";
import { input } from "../../../graph/build.ts";
import type { Layer } from "../../../nn/layers/layer.ts";
import { forward, lastActivation } from "../../../nn/network.ts";
import { type Model, sequential } from "../../../train/model.ts";
import type { About } from "../../imported.ts";
import { named } from "../../named.ts";

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

/**
 * What is known of a network's inputs and outputs, once those are logits. The largest of several tells the class, as
 * that of probabilities does. A single one tells two classes apart at 0, where whoever reads `classes` would look at
 * 1/2: it is a number here, `logit(dog)`.
 */
export function aboutLogits(about: About, { network, dtype }: Model): About {
  const { task, targets, classes } = named(network, about);
  const x = input("X", [1, network.features], dtype);
  const outputs = forward(network, x, { training: false, dtype }).output.shape[1];
  if (task === "regression" || outputs !== 1) return about;
  const [target] = targets;
  const name = `logit(${classes![1]})`;
  const { classes: _, encoding, ...others } = about;
  return {
    ...others,
    task: "regression",
    targets: [name],
    ...(encoding && {
      encoding: {
        ...encoding,
        columns: encoding.columns.map((column) => (column === target ? name : column)),
        target: { task: "regression", columns: [{ name, offset: 0, scale: 1 }] },
      },
    }),
  };
}
