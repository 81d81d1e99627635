import { RandomState } from "../../array/random.ts";
import type { FloatType } from "../../base/dtype.ts";
import { sizeOf } from "../../base/shape.ts";
import { activations } from "../../nn/activations.ts";
import { layerKinds } from "../../nn/layers/index.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { type Model, sequential } from "../../train/model.ts";
import { layerArrays } from "./layerArrays.ts";

/** Kinds of layers that are not written by their type. */
const pieces: Readonly<Record<string, string>> = { dense: "3", activation: "tanh" };

/** Networks for tests of round trips, as they are written: one for each activation and each kind of layer, and more. */
export const everyNetwork: readonly string[] = [
  ...Object.keys(activations).map((name) => `4:${name},3:${name},${name},2`),
  ...Object.keys(layerKinds).map((type) => `4,${pieces[type] ?? type},relu,2:softmax`),
  "batchNorm,4,batchNorm,layerNorm,relu,batchNorm,1:sigmoid",
];

/** The network with drawn weights: variances above 0, all others about 0. */
export function drawnModel(layers: string, dtype: FloatType = "float32", features = 3): Model {
  const model = sequential(features, parseLayers(layers));
  const random = new RandomState(1);
  const weights = layerArrays(model.network).flatMap(({ arrays }) =>
    arrays.map(({ symbol, name, shape }) => {
      const numbers = random.randn(sizeOf(shape)).map((z) => (symbol === "variance" ? 0.5 + z * z : z / 2));
      return [name, reshaped(numbers, shape)] as const;
    }),
  );
  const scaling = { offset: [0.5, -1, 3].slice(0, features), scale: [2, 0.25, 7].slice(0, features) };
  model.setWeights(Object.fromEntries(weights), dtype, scaling);
  return model;
}

const reshaped = (numbers: ArrayLike<number>, [rows, columns]: readonly number[]) =>
  columns === undefined
    ? Array.from(numbers)
    : Array.from({ length: rows! }, (_, i) => Array.from(numbers).slice(i * columns, (i + 1) * columns));
