import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import type { Scaling } from "../../data/scaling.ts";
import type { Activation } from "../../nn/activations.ts";
import type { BatchNorm } from "../../nn/layers/batchNorm.ts";
import type { Dense } from "../../nn/layers/dense.ts";
import type { Dropout } from "../../nn/layers/dropout.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import type { LayerNorm } from "../../nn/layers/layerNorm.ts";
import type { Model } from "../../train/model.ts";
import { layerArrays } from "../stateDict/layerArrays.ts";
import { kerasNames } from "./activations.ts";

/** A layer for Keras: its class, its settings and its variables in order. */
interface Described {
  readonly className: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly variables: readonly NDArray[];
}

type Arrays = Readonly<Record<string, NDArray>>;

/** Keras's layers for one of ours, by its type. A leaky ReLU needs a layer of its own, since the name means another slope. */
const kinds: Readonly<Record<string, (layer: Layer, arrays: Arrays, who: string) => Described[]>> = {
  dense(layer, { W, b }, who) {
    const { units, activation, bias } = layer as Dense;
    const isLeaky = activation === "leakyRelu";
    const settings = { units, activation: isLeaky ? "linear" : kerasName(activation, who), use_bias: bias };
    const variables = b ? [W!, b] : [W!];
    return [{ className: "Dense", settings, variables }, ...(isLeaky ? [leakyRelu] : [])];
  },
  activation(layer, _, who) {
    const { activation } = layer as Dense;
    if (activation === "leakyRelu") return [leakyRelu];
    return [{ className: "Activation", settings: { activation: kerasName(activation, who) }, variables: [] }];
  },
  dropout: (layer) => [{ className: "Dropout", settings: { rate: (layer as Dropout).rate }, variables: [] }],
  batchNorm(layer, { gamma, beta, mean, variance }) {
    const { momentum, epsilon } = layer as BatchNorm;
    const variables = [gamma!, beta!, mean!, variance!];
    return [{ className: "BatchNormalization", settings: { axis: -1, momentum, epsilon }, variables }];
  },
  layerNorm(layer, { gamma, beta }) {
    const { epsilon } = layer as LayerNorm;
    return [{ className: "LayerNormalization", settings: { axis: -1, epsilon }, variables: [gamma!, beta!] }];
  },
};

const leakyRelu: Described = { className: "LeakyReLU", settings: { negative_slope: 0.01 }, variables: [] };

/**
 * The model as a Sequential one of Keras: its `config.json`, and its layers with their variables.
 *
 * @throws ChainruleError `usage` for what Keras does not have
 */
export function describeModel({ network, weights, scaling, dtype }: Model) {
  const described: Described[] = scaling ? [normalization(scaling)] : [];
  for (const [i, { layer, arrays }] of layerArrays(network).entries()) {
    const bySymbol = Object.fromEntries(
      arrays.map(({ symbol, name }) => [symbol.replace(/\d.*/, ""), weights![name]!]),
    );
    const kind = Object.hasOwn(kinds, layer.type) ? kinds[layer.type] : undefined;
    if (!kind) return refuse(`layer ${i + 1}`, "a layer that Keras has", layer.type);
    described.push(...kind(layer, bySymbol, `layer ${i + 1}`));
  }
  const layers = described.map((one, i) => ({
    className: one.className,
    name: `layer_${i + 1}`,
    settings: one.settings,
    variables: one.variables,
    who: "writeKeras",
  }));
  const input = record("InputLayer", { name: "input", batch_shape: [null, network.features], dtype });
  const config = record("Sequential", {
    name: "sequential",
    layers: [
      input,
      ...layers.map(({ className, name, settings }) => record(className, { name, dtype, ...settings })),
    ],
  });
  return { config, layers };
}

const record = (className: string, config: Readonly<Record<string, unknown>>) => ({
  module: className === "Sequential" ? "keras" : "keras.layers",
  class_name: className,
  config,
  registered_name: null,
});

/** Keras divides by the root of the variance, and by no less than this. */
const leastDeviation = 1e-7;

function normalization({ offset, scale }: Scaling): Described {
  const narrow = scale.find((s) => s < leastDeviation);
  if (narrow !== undefined)
    refuse("the scaling of the inputs", `a scale of ${leastDeviation} or more, as Keras has`, String(narrow));
  const settings = { axis: -1, mean: offset, variance: scale.map((s) => s * s) };
  return { className: "Normalization", settings, variables: [] };
}

const kerasName = (activation: Activation, who: string): string =>
  kerasNames[activation] ?? refuse(who, "an activation that Keras has", `"${activation}"`);

const refuse = (who: string, expected: string, got: string): never =>
  fail("usage", { who: `writeKeras, ${who}`, expected, got });
