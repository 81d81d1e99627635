import type { Model } from "../../../train/model.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { dialects } from "../python/dialect.ts";
import { fileName } from "../python/frame.ts";
import { inference } from "../python/inference.ts";
import { jaxTraining } from "./training.ts";

/**
 * A trained network as a Python program for JAX, whose forward pass `jit` compiles. With `training`, the program that
 * trains such a network by `grad`, as {@link jaxTraining} writes it.
 *
 * @returns the file by name: `model.py`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(1, dense(1, "relu"));
 * model.setWeights({ W1: [[2]], b1: [1] });
 * const files = await ejectJax(model);
 * files.get("model.py").includes("A1 = jax.nn.relu(Z1)"); // true
 */
export async function ejectJax(
  model: Model,
  options: EjectOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { name, training } = options;
  const file = fileName(name);
  const text = training ? jaxTraining(training) : await inference(model, dialects.jax, options);
  return new Map([[file, text]]);
}

export const jax: Ejector = { name: "jax", about: "a Python program for JAX", trains: true, write: ejectJax };
