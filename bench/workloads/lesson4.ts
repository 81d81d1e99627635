import { planar, RandomState } from "../../src/index.ts";
import type { Dtype } from "../task.ts";
import { floatsOf, layersOf, parametersOf, type Target, trainingFlops, type Workload } from "./workload.ts";

/** The flower: 400 points, one hidden layer of four, cross-entropy, gradient descent on all points. */
function lesson4(
  key: string,
  dtype: Dtype,
  measured: { aimSeconds: number; tolerance: number; targets: readonly Target[] },
): Workload {
  const spec = {
    kind: "train",
    dtype,
    layers: layersOf([2, 4, 1], ["tanh", "sigmoid"]),
    loss: "binaryCrossEntropy",
    optimizer: { name: "sgd", learningRate: 1.2 },
    rows: 400,
    batch: 400,
  } as const;
  return {
    key,
    title: "2-4-1, 400 points",
    about: `tanh, sigmoid, cross-entropy, full batch, 10,000 updates, ${dtype}`,
    kind: "train",
    steps: 10_000,
    checkSteps: 200,
    flopsPerStep: trainingFlops(spec),
    threads: [1],
    nativeTargets: [{ against: "numpy", ratio: 20 }],
    ...measured,
    async make() {
      const { x, y } = planar({ samples: 400, seed: 1 });
      const random = new RandomState(3);
      const draw = (size: number) => random.normal(0, 0.01, size);
      return {
        spec,
        data: { x: floatsOf(dtype, x.data), y: floatsOf(dtype, y.data), ...parametersOf(spec, draw) },
      };
    },
  };
}

export const w2 = lesson4("W2", "float64", {
  aimSeconds: 0.07,
  tolerance: 1e-8,
  targets: [
    { against: "numpy", ratio: 4 },
    { against: "js", ratio: 3 },
  ],
});

export const w2f32 = lesson4("W2f", "float32", {
  aimSeconds: 0.023,
  tolerance: 1e-3,
  targets: [
    { against: "numpy", ratio: 10 },
    { against: "js", ratio: 8 },
  ],
});
