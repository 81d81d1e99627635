import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";
import { activation } from "../../nn/layers/activation.ts";
import { batchNorm } from "../../nn/layers/batchNorm.ts";
import { dense } from "../../nn/layers/dense.ts";
import { dropout } from "../../nn/layers/dropout.ts";
import { layerNorm } from "../../nn/layers/layerNorm.ts";
import { activationLayer, activationNamed } from "./activations.ts";
import type { Builder, Source } from "./builder.ts";
import type { KerasLayer } from "./config.ts";
import { normalization, rescaling, type VariablesOf } from "./inputScaling.ts";
import { flag, number, refuse, requireFeatureAxis } from "./settings.ts";

type Take = (layer: KerasLayer, builder: Builder, variables: VariablesOf) => void;

/** Numbers the variables of a layer in the order in which Keras adds them; those switched off are a constant. */
function variables(...given: readonly (readonly [symbol: string, isThere: boolean, otherwise: number])[]) {
  const sources: Record<string, Source> = {};
  let next = 0;
  for (const [symbol, isThere, constant] of given)
    sources[symbol] = isThere ? { variable: next++ } : { constant };
  return sources;
}

/** Silent at prediction, and not known to Chainrule in training. */
const restingOnly: Take = ({ name, className }, { notes }) =>
  void notes.push(`Left out: ${className} ${JSON.stringify(name)}, which changes nothing at prediction.`);

/** What each class of Keras becomes. */
const classes: Readonly<Record<string, Take>> = {
  InputLayer: () => {},
  Identity: () => {},
  Dense(layer, builder) {
    builder.requireRows(layer);
    const units = number(layer, "units");
    const bias = flag(layer, "use_bias", true);
    builder.push(
      layer,
      dense(units, activationNamed(layer), { bias }),
      variables(["W", true, 0], ...(bias ? [["b", true, 0] as const] : [])),
    );
    builder.shape = [units];
  },
  BatchNormalization(layer, builder) {
    builder.requireRows(layer);
    requireFeatureAxis(layer, 1);
    const norm = batchNorm({
      momentum: number(layer, "momentum", 0.99),
      epsilon: number(layer, "epsilon", 0.001),
    });
    builder.push(
      layer,
      norm,
      variables(
        ["gamma", flag(layer, "scale", true), 1],
        ["beta", flag(layer, "center", true), 0],
        ["mean", true, 0],
        ["variance", true, 1],
      ),
    );
  },
  LayerNormalization(layer, builder) {
    builder.requireRows(layer);
    requireFeatureAxis(layer, 1);
    if (flag(layer, "rms_scaling", false)) refuse(layer, "rms_scaling", "false", true);
    builder.push(
      layer,
      layerNorm({ epsilon: number(layer, "epsilon", 0.001) }),
      variables(["gamma", flag(layer, "scale", true), 1], ["beta", flag(layer, "center", true), 0]),
    );
  },
  Dropout: (layer, builder) => builder.push(layer, dropout(number(layer, "rate"))),
  ActivityRegularization: restingOnly,
  AlphaDropout: restingOnly,
  GaussianDropout: restingOnly,
  GaussianNoise: restingOnly,
  Flatten(layer, builder) {
    requireRowOrder(layer, builder.shape);
    builder.shape = [sizeOf(builder.shape)];
  },
  Reshape(layer, builder) {
    builder.shape = reshaped(layer, builder.shape);
  },
  Normalization: normalization,
  Rescaling: rescaling,
};

/**
 * Takes over one layer.
 *
 * @throws ChainruleError `data` that names the layer, its class and what it cannot be
 */
export function takeLayer(layer: KerasLayer, builder: Builder, variables: VariablesOf): void {
  const take = Object.hasOwn(classes, layer.className) ? classes[layer.className] : takeActivation;
  take!(layer, builder, variables);
}

function takeActivation(layer: KerasLayer, builder: Builder): void {
  const name =
    activationLayer(layer) ??
    fail("data", {
      who: layer.who,
      expected: `a layer out of ${listed([...Object.keys(classes), "Activation, ReLU, LeakyReLU, ELU, Softmax"])}`,
      got: layer.className,
    });
  if (name === "softmax") builder.requireRows(layer);
  builder.push(layer, activation(name));
}

function requireRowOrder(layer: KerasLayer, { length }: Shape): void {
  const { data_format: format = "channels_last" } = layer.settings;
  if (length > 1 && format !== null && format !== "channels_last")
    refuse(layer, "data_format", '"channels_last"', format);
}

/** The shape after a Reshape, in which one dimension may be -1: what is left. */
function reshaped(layer: KerasLayer, from: Shape): Shape {
  const { target_shape: target } = layer.settings;
  const isDimension = (n: unknown): n is number => Number.isSafeInteger(n) && ((n as number) > 0 || n === -1);
  if (!Array.isArray(target) || target.length === 0 || !target.every(isDimension))
    return refuse(layer, "target_shape", "a list of dimensions", target);
  const size = sizeOf(from);
  const known = sizeOf(target.filter((n) => n !== -1));
  const shape = target.map((n) => (n === -1 ? size / known : n));
  if (sizeOf(shape) !== size || !shape.every(Number.isSafeInteger) || shape.length < target.length)
    refuse(layer, "target_shape", `a shape of ${size} numbers`, target);
  return shape;
}
