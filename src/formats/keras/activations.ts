import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";
import type { Activation } from "../../nn/activations.ts";
import type { KerasLayer } from "./config.ts";

/** Keras's names of activations whose formula is the same (keras.activations, its defaults). */
const names: Readonly<Record<string, Activation>> = {
  linear: "identity",
  sigmoid: "sigmoid",
  tanh: "tanh",
  relu: "relu",
  elu: "elu",
  celu: "elu",
  selu: "selu",
  softplus: "softplus",
  silu: "silu",
  swish: "silu",
  gelu: "gelu",
  softmax: "softmax",
};

/** Names of Keras that Chainrule writes; step is no activation there. */
export const kerasNames: Readonly<Partial<Record<Activation, string>>> = {
  ...Object.fromEntries(Object.entries(names).map(([keras, own]) => [own, keras])),
  elu: "elu",
  silu: "silu",
};

const slope = 0.01;

/**
 * The activation that a layer names: a text, or null for none.
 *
 * @throws ChainruleError `data` for one that Chainrule does not have, or a function of the program's own
 */
export function activationNamed({ settings, who }: KerasLayer): Activation {
  const given = settings.activation ?? "linear";
  if (typeof given === "string" && Object.hasOwn(names, given)) return names[given]!;
  return fail("data", {
    who,
    expected: `an activation out of ${Object.keys(names).join(", ")}`,
    got: given === "leaky_relu" ? '"leaky_relu", whose slope is 0.2' : showValue(given),
    ...(given === "leaky_relu" && {
      fix: `Chainrule's leakyRelu has the slope ${slope}: use the layer LeakyReLU(negative_slope=${slope}).`,
    }),
  });
}

/** A layer that is an activation and nothing else, and the settings that it may have. */
const layers: Readonly<Record<string, (layer: KerasLayer) => Activation>> = {
  Activation: activationNamed,
  ReLU(layer) {
    require(layer, "max_value", [null], null);
    require(layer, "threshold", [0], 0);
    return require(layer, "negative_slope", [0, slope], 0) === slope ? "leakyRelu" : "relu";
  },
  LeakyReLU(layer) {
    // Keras 2 has it as alpha. Either way 0.3 where the layer's writer said nothing.
    require(layer, "alpha" in layer.settings ? "alpha" : "negative_slope", [slope], 0.3);
    return "leakyRelu";
  },
  ELU(layer) {
    require(layer, "alpha", [1], 1);
    return "elu";
  },
  Softmax(layer) {
    require(layer, "axis", [-1, 1], -1);
    return "softmax";
  },
};

/** The activation that a layer consists of; undefined for a layer of another kind. */
export const activationLayer = (layer: KerasLayer): Activation | undefined =>
  Object.hasOwn(layers, layer.className) ? layers[layer.className]!(layer) : undefined;

/** The value of a setting, where Chainrule can compute with it. */
function require<T>({ settings, who }: KerasLayer, name: string, allowed: readonly T[], usual: T): T {
  const value = settings[name] === undefined ? usual : settings[name];
  // Keras computes in float32, and so may write 0.009999999776482582.
  const found = allowed.find(
    (one) => one === value || (isNumber(one) && isNumber(value) && Math.fround(value) === Math.fround(one)),
  );
  if (found !== undefined) return found;
  return fail("data", {
    who,
    expected: `${allowed.map(String).join(" or ")} as ${name}`,
    got: showValue(value),
  });
}

const isNumber = (value: unknown): value is number => typeof value === "number";
