import type { OptionSpecs } from "../spec.ts";

/** Which network, and how its weights are drawn. */
export const networkOptions = {
  layers: {
    value: "<list>",
    about:
      "layers from the first to the last: 4:tanh,dropout(0.2),1:sigmoid (8:tanh, or 64:relu for more than 20 inputs, and an output that fits the task)",
  },
  init: { value: "<how>", about: "initial weights: heNormal, uniform(-1,1), normal(0,0.01), ..." },
  bias: { about: "layers without biases", negative: true },
  dtype: { value: "<type>", about: "float32 or float64 (float32)", choices: ["float32", "float64"] },
  seed: { value: "<n>", about: "seed of weights, shuffles and dropout (0)" },
} as const satisfies OptionSpecs;

const { seed: _, ...drawn } = networkOptions;
/** What makes a network, save for the seed, which training shuffles by too: a trained network has its own. */
export const drawnNetwork = drawn;
