import type { Model } from "../../../train/model.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { fileName } from "../python/frame.ts";
import { pytorchInference } from "./inference.ts";
import { pytorchTraining } from "./training.ts";

/**
 * A trained network as a Python program for PyTorch: an `nn.Sequential` with its weights. With `training`, the program
 * that trains such a network, on one process or under `torchrun` on many, as {@link pytorchTraining} writes it.
 *
 * @returns the file by name: `model.py`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(1, dense(1, "relu"));
 * model.setWeights({ W1: [[2]], b1: [1] });
 * const files = await ejectPytorch(model);
 * files.get("model.py").includes("nn.Linear(1, 1),\n    nn.ReLU(),"); // true
 */
export async function ejectPytorch(
  model: Model,
  options: EjectOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { name, training } = options;
  const file = fileName(name);
  const text = training ? pytorchTraining(training, file) : await pytorchInference(model, options);
  return new Map([[file, text]]);
}

export const pytorch: Ejector = {
  name: "pytorch",
  about: "a Python program for PyTorch",
  trains: true,
  write: ejectPytorch,
};
