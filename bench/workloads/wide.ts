import { digits, normalWeights } from "./digits.ts";
import { layersOf, parametersOf, trainingFlops, type Workload } from "./workload.ts";

const spec = {
  kind: "train",
  dtype: "float32",
  layers: layersOf([784, 1024, 1024, 10], ["relu", "relu", "softmax"]),
  loss: "crossEntropy",
  // TensorFlow.js's epsilon, in whose float32 PyTorch's smaller one would be lost.
  optimizer: { name: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  rows: 25_600,
  batch: 256,
} as const;

export const w4: Workload = {
  key: "W4",
  title: "784-1024-1024-10, 100 steps",
  about: "relu, batch 256, Adam, float32",
  kind: "train",
  steps: 100,
  checkSteps: 3,
  tolerance: 1e-2,
  flopsPerStep: trainingFlops(spec),
  threads: [1, 2],
  targets: [
    { against: "jax-js", ratio: 1.4 },
    { against: "tfjs-wasm", ratio: 15 },
  ],
  peakShare: 0.8,
  nativeTargets: [
    { against: "numpy", ratio: 1.25 },
    { against: "torch", ratio: 1.25 },
  ],
  make: async () => ({
    spec,
    data: { ...(await digits(spec.rows)), ...parametersOf(spec, normalWeights(2)) },
  }),
};
