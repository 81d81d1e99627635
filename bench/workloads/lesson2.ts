import { RandomState } from "../../src/index.ts";
import { layersOf, parametersOf, type Target, trainingFlops, type Workload } from "./workload.ts";

/** The eleven-line network: four rows, three inputs, no biases, squared error, learning rate 1. */
function lesson2(key: string, widths: readonly number[], targets: readonly Target[]): Workload {
  const layers = layersOf(
    widths,
    widths.slice(1).map(() => "sigmoid" as const),
    false,
  );
  const spec = {
    kind: "train",
    dtype: "float64",
    layers,
    loss: "halfSquaredError",
    optimizer: { name: "sgd", learningRate: 1 },
    rows: 4,
    batch: 4,
  } as const;
  return {
    key,
    title: `${widths.join("-")}, 4 rows`,
    about: "sigmoid, full batch, 60,000 updates, float64",
    kind: "train",
    steps: 60_000,
    checkSteps: 500,
    tolerance: 1e-9,
    flopsPerStep: trainingFlops(spec),
    threads: [1],
    targets,
    nativeTargets: [{ against: "c", ratio: 1 / 1.15 }],
    async make() {
      const random = new RandomState(1);
      return {
        spec,
        data: {
          x: Float64Array.of(0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1),
          y: Float64Array.of(0, 1, 1, 0),
          ...parametersOf(spec, (size) => random.uniform(-1, 1, size)),
        },
      };
    },
  };
}

export const w1 = lesson2(
  "W1",
  [3, 4, 1],
  [
    { against: "js", ratio: 5 },
    { against: "numpy", ratio: 60 },
    { against: "torch", ratio: 400 },
    { against: "c", ratio: 1 / 1.7 },
  ],
);

export const w1b = lesson2(
  "W1b",
  [3, 4, 4, 1],
  [
    { against: "js", ratio: 5 },
    { against: "c", ratio: 1 / 1.7 },
  ],
);
