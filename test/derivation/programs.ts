import { derive } from "../../src/explain/derive/derive.ts";
import { numpyProgram } from "../../src/explain/derive/program.ts";
import { draw, sampleOf } from "../../src/explain/derive/sample.ts";
import type { Convention } from "../../src/explain/formula/formula.ts";
import { sgd } from "../../src/nn/optimizers/sgd.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";

/** Networks, losses and optimizers whose programs in NumPy are held to Chainrule's numbers. */
const networks = [
  ["4:tanh,1:sigmoid", "binaryCrossEntropy", "sgd"],
  ["3:relu,3:softmax", "crossEntropy", "adam"],
  ["3:sigmoid,2:sigmoid", "halfSquaredError", "sgd(momentum=0.9)"],
  ["4:gelu,3:silu,2", "huber", "rmsProp"],
  ["3:leakyRelu,3:elu,2:softplus", "meanSquaredError", "adagrad"],
  ["2:selu,2:softmax,1:tanh", "meanAbsoluteError", "adamW"],
  ["3,batchNorm,relu,2:softmax", "crossEntropy", "sgd"],
  ["4:step,layerNorm,1", "meanSquaredError", "sgd"],
] as const;

/** Lesson 1's worked example: its numbers stand in the program, and none is drawn. */
const worked = derive(
  { network: { features: 2, layers: parseLayers("1:sigmoid,1:sigmoid", { bias: false }) } },
  { loss: "halfSquaredError", optimizer: sgd(0.5) },
);
const workedNumbers = sampleOf(worked, { X: [[0.1, 0.3]], Y: [[1]], W1: [[0.4], [-0.2]], W2: [[0.1]] });

const conventions: readonly Convention[] = ["rows", "columns"];

const drawn = networks.flatMap(([layers, loss, optimizer]) =>
  conventions.map((convention) => {
    const derivation = derive({ network: { features: 2, layers: parseLayers(layers) } }, { loss, optimizer });
    const sample = draw(derivation, { m: 4, seed: 7 });
    const name = `${layers} ${loss} ${optimizer} ${convention}`;
    return { name, convention, derivation, sample, text: numpyProgram(derivation, sample, convention) };
  }),
);

export const programs = [
  ...drawn,
  ...conventions.map((convention) => ({
    name: `lesson 1's worked example ${convention}`,
    convention,
    derivation: worked,
    sample: workedNumbers,
    text: numpyProgram(worked, workedNumbers, convention),
  })),
];
