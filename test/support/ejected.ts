import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { NDArray } from "../../src/array/ndarray.ts";
import { RandomState } from "../../src/array/random.ts";
import type { FloatType } from "../../src/base/dtype.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { input } from "../../src/graph/build.ts";
import { activations } from "../../src/nn/activations.ts";
import { layerKinds } from "../../src/nn/layers/index.ts";
import { forward } from "../../src/nn/network.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";
import { interpreter } from "../../src/run/interpreter.ts";
import { type Model, sequential } from "../../src/train/model.ts";

/** A network that the tests of ejected programs run, and what it is called. */
export interface Case {
  readonly title: string;
  readonly features: number;
  readonly layers: string;
  readonly dtype: FloatType;
  readonly isScaled: boolean;
}

const hasText = Object.values(layerKinds).flatMap(({ type, settings }) => (settings ? [type] : []));

/** Layers that make every kernel of a prediction: each activation, each layer, sums of more than 16 numbers, one unit. */
const shapes: readonly (readonly [features: number, layers: string])[] = [
  ...Object.keys(activations).flatMap((activation) => [
    [3, `5:${activation},2:${activation}`] as const,
    [1, `1:${activation}`] as const,
  ]),
  ...Object.keys(activations).map((activation) => [3, activation] as const),
  ...hasText.flatMap((layer) => {
    const text = layer === "dropout" ? "dropout(0.5)" : layer;
    return [
      [4, `${text},3:tanh,${text},2`] as const,
      [1, text] as const,
      [37, `${text},19:relu,${text},softmax`] as const,
    ];
  }),
  [40, "33:gelu,17:selu,layerNorm,batchNorm,20:softmax"],
];

/** Every shape in both float types, with scaled inputs and without. */
export const cases: readonly Case[] = shapes.flatMap(([features, layers]) =>
  (["float32", "float64"] as const).flatMap((dtype) =>
    [false, true].map((isScaled) => ({
      title: `${features} to ${layers} in ${dtype}${isScaled ? ", scaled" : ""}`,
      features,
      layers,
      dtype,
      isScaled,
    })),
  ),
);

/** A model with random weights; variances are above 0, and its inputs are scaled where the case says so. */
export function modelOf({ features, layers, dtype, isScaled }: Case): Model {
  const model = sequential(features, parseLayers(layers));
  const draws = new RandomState(features + layers.length);
  const { parameters, states } = forward(model.network, input("X", [1, features], dtype), {
    training: true,
    dtype,
  });
  const weights = [...parameters, ...states].map(({ node }) => {
    const values = Float64Array.from(draws.randn(sizeOf(node.shape)), (value) =>
      node.name!.startsWith("variance") ? value * value + 0.1 : value,
    );
    return [node.name!, new NDArray(values, node.shape, "float64")] as const;
  });
  const scaling = {
    offset: [...draws.randn(features)],
    scale: Array.from(draws.randn(features), (value) => Math.abs(value) + 0.5),
  };
  model.setWeights(Object.fromEntries(weights), dtype, isScaled ? scaling : undefined);
  return model;
}

/** Rows that go through every branch of the activations: small and large numbers, both signs, zeros of both. */
export function rowsFor({ features }: Case): number[][] {
  const draws = new RandomState(7);
  const factors = [0, -0, 1e-30, 1e-8, 0.1, 1, 1, 5, 30, 1000];
  return factors.map((factor) => Array.from(draws.randn(features), (value) => value * factor));
}

/** What the interpreter makes of rows, a list for each. */
export async function interpreted(model: Model, rows: readonly (readonly number[])[]): Promise<number[][]> {
  const outputs = await model.predict(rows as number[][], { backend: interpreter });
  return outputs.tolist() as number[][];
}

/**
 * Runs the body of a function in a Node of its own, as a module of a folder; `given` is at hand there by that name.
 * What it returns comes back with all bits.
 *
 * @throws Error with what it threw
 */
export function inNode(folder: string, body: string, given?: unknown): unknown {
  const [script, input, output] = ["run.mjs", "given.bin", "result.bin"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(input, serialize(given));
  writeFileSync(
    script,
    `import { readFileSync, writeFileSync } from "node:fs";
     import { deserialize, serialize } from "node:v8";
     const given = deserialize(readFileSync(${JSON.stringify(input)}));
     const run = async () => { ${body} };
     writeFileSync(${JSON.stringify(output)}, serialize(await run()));`,
  );
  const { status, stderr } = spawnSync(process.execPath, ["--no-warnings", script], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return deserialize(readFileSync(output));
}
