import { digits, normalWeights } from "./digits.ts";
import { forwardFlops, layersOf, parametersOf, trainingFlops, type Workload } from "./workload.ts";

const rows = 60_000;

const network = {
  dtype: "float32",
  layers: layersOf([784, 50, 100, 10], ["sigmoid", "sigmoid", "softmax"]),
  loss: "crossEntropy",
  optimizer: { name: "sgd", learningRate: 0.5 },
  rows,
  batch: 100,
} as const;

const common = { steps: rows / network.batch, threads: [1, 2] };

const make = (kind: "train" | "predict") => async () => {
  const spec = { kind, ...network };
  return { spec, data: { ...(await digits(rows)), ...parametersOf(spec, normalWeights(1)) } };
};

export const w3: Workload = {
  ...common,
  key: "W3",
  title: "784-50-100-10, an epoch of 60,000",
  about: "sigmoid, softmax, batch 100, gradient descent, float32",
  kind: "train",
  checkSteps: 10,
  tolerance: 1e-3,
  flopsPerStep: trainingFlops(network),
  targets: [
    { against: "tfjs-wasm", ratio: 8, threads: 1 },
    { against: "jax-js", ratio: 8, threads: 1 },
    { against: "tfjs-wasm", ratio: 14, threads: 2 },
    { against: "jax-js", ratio: 14, threads: 2 },
  ],
  peakShare: 0.75,
  nativeTargets: [
    { against: "numpy", ratio: 2 },
    { against: "torch", ratio: 3.5 },
  ],
  make: make("train"),
};

export const w3i: Workload = {
  ...common,
  key: "W3i",
  title: "784-50-100-10, forward only",
  about: "60,000 pictures in batches of 100, float32",
  kind: "predict",
  checkSteps: 10,
  tolerance: 1e-4,
  flopsPerStep: forwardFlops(network),
  targets: [
    { against: "tfjs-wasm", ratio: 1.6, threads: 1 },
    { against: "tfjs-wasm", ratio: 3, threads: 2 },
  ],
  make: make("predict"),
};
