import { input } from "../../src/graph/build.ts";
import {
  type Activation,
  activation,
  activations,
  batchNorm,
  dense,
  dropout,
  type Layer,
  layerKinds,
  layerNorm,
  type Model,
  RandomState,
  sequential,
} from "../../src/index.ts";
import { forward } from "../../src/nn/network.ts";

/** Networks whose Python programs scripts/golden/pythonPrograms.py runs, and the tests write again. */

/** A layer of each kind, by the name of the kind. */
const sampleLayers: Readonly<Record<string, readonly Layer[]>> = {
  dense: [dense(4, "tanh", { bias: false }), dense(3)],
  activation: [dense(3), activation("silu"), activation("identity")],
  dropout: [dense(3, "relu"), dropout(0.25), dense(2)],
  batchNorm: [batchNorm({ momentum: 0.8 }), dense(3, "relu"), batchNorm({ epsilon: 0.001 }), dense(1)],
  layerNorm: [dense(4), layerNorm(), activation("gelu"), layerNorm({ epsilon: 0.01 }), dense(2, "softmax")],
};

/** A model with weights drawn from a seed, as large as training leaves them; variances above 0. */
function drawn(
  features: number,
  layers: readonly Layer[],
  dtype: "float32" | "float64",
  seed: number,
): Model {
  const model = sequential(features, layers);
  const rng = new RandomState(seed);
  const shapes = shapesOf(features, layers);
  const weights = [...shapes].map(([name, shape]) => {
    const values = rng.randn(shape.reduce((a, b) => a * b, 1));
    const size = shape.length === 2 ? 1 / Math.sqrt(shape[0]!) : 1;
    const kept = values.map((x) => (name.startsWith("variance") ? 0.5 + x * x : size * x));
    return [name, nested(kept, shape)] as const;
  });
  const scaling = {
    offset: Array.from({ length: features }, (_, j) => 0.1 * j - 1),
    scale: Array.from({ length: features }, (_, j) => 1 + j / features),
  };
  model.setWeights(Object.fromEntries(weights), dtype, scaling);
  return model;
}

/** The shapes of a network's weights by name. */
function shapesOf(features: number, layers: readonly Layer[]): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const { parameters, states } = forward({ features, layers }, input("X", [1, features]), {
    training: true,
    dtype: "float64",
  });
  for (const { node } of [...parameters, ...states]) shapes.set(node.name!, node.shape);
  return shapes;
}

const nested = (values: Float64Array, [n, k]: readonly number[]) =>
  k === undefined ? [...values] : Array.from({ length: n! }, (_, i) => [...values.slice(i * k, (i + 1) * k)]);

/** Every activation and every kind of layer in both float types, and a network whose weights are written in base64. */
export function trainedModels(): Map<string, Model> {
  const all: Record<string, readonly Layer[]> = {
    ...Object.fromEntries(
      Object.keys(activations).map((name) => [
        name,
        [dense(3, name as Activation), dense(2, name as Activation)],
      ]),
    ),
    ...Object.fromEntries(Object.keys(layerKinds).map((kind) => [`layer ${kind}`, sampleLayers[kind]!])),
    "many weights": [dense(40, "tanh"), dense(5, "softmax")],
  };
  return new Map(
    (["float32", "float64"] as const).flatMap((dtype) =>
      Object.entries(all).map(([name, layers], i) => {
        const features = name === "many weights" ? 150 : 3;
        return [`${name}, ${dtype}`, drawn(features, layers, dtype, i)] as const;
      }),
    ),
  );
}
