import type { Model } from "../../../train/model.ts";
import type { ProgramConfig } from "../../program/config.ts";
import { examplesFile } from "../../program/numpy/data.ts";
import { numpyTraining } from "../../program/numpy/training.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { beside } from "../python/data.ts";
import { dialects } from "../python/dialect.ts";
import { fileName } from "../python/frame.ts";
import { inference } from "../python/inference.ts";

/**
 * A trained network as a Python program that needs NumPy alone: weights inside, the forward pass written out,
 * `predict(x)`. Run as a program it reads rows of numbers and prints the outputs. With `training`, the program that
 * trains such a network, as {@link numpyTraining} writes it.
 *
 * @returns the file by name: `model.py`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(1, dense(1, "tanh"));
 * model.setWeights({ W1: [[2]], b1: [1] });
 * const files = await ejectNumpy(model);
 * files.get("model.py").includes("A1 = np.tanh(Z1)"); // true
 */
export async function ejectNumpy(
  model: Model,
  options: EjectOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { name, training } = options;
  const file = fileName(name);
  const text = training ? trainingBeside(training) : await inference(model, dialects.numpy, options);
  return new Map([[file, text]]);
}

/** The program that trains, where it is a file: its examples lie beside it, and not where it is started from. */
function trainingBeside(config: ProgramConfig): string {
  const text = numpyTraining(config);
  const name = examplesFile(config);
  const read = `np.loadtxt(${JSON.stringify(name)},`;
  if (!text.includes(read)) return text;
  return text
    .replace(read, () => `np.loadtxt(${beside(name)},`)
    .replace("import numpy as np\n", "import os\n\nimport numpy as np\n");
}

export const numpy: Ejector = {
  name: "numpy",
  about: "a Python program that needs NumPy alone",
  trains: true,
  write: ejectNumpy,
};
