import { asArray } from "../../array/convert.ts";
import { fail } from "../../base/error.ts";
import { didYouMean } from "../../base/nearest.ts";
import { dense, halfSquaredError, sgd } from "../../nn/index.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { type Explained, type ExplainOptions, momentOf } from "./explain.ts";
import type { Moment } from "./moment.ts";
import { type Trace, traceOf } from "./trace.ts";

type Matrix = readonly (readonly number[])[];

/** A small network with its numbers, to be followed by hand. */
export interface Preset {
  readonly about: string;
  readonly layers: readonly Layer[];
  readonly weights: Readonly<Record<string, Matrix | readonly number[]>>;
  readonly x: Matrix;
  readonly y: Matrix;
}

/** All with half the squared error and learning rate 0.5, in float64. */
export const presets: Readonly<Record<string, Preset>> = {
  "worked-example": {
    about: "lesson 1: two inputs, one hidden unit, one output, sigmoid, no biases",
    layers: [dense(1, "sigmoid", { bias: false }), dense(1, "sigmoid", { bias: false })],
    weights: { W1: [[0.4], [-0.2]], W2: [[0.1]] },
    x: [[0.1, 0.3]],
    y: [[1]],
  },
  "two-outputs": {
    about: "two inputs, two hidden units, two outputs, sigmoid, with biases",
    layers: [dense(2, "sigmoid"), dense(2, "sigmoid")],
    weights: {
      W1: [
        [0.1, 0.3],
        [0.2, -0.1],
      ],
      b1: [0.1, -0.2],
      W2: [
        [0.4, -0.5],
        [0.6, 0.2],
      ],
      b2: [0.05, 0.1],
    },
    x: [[1, 2]],
    y: [[1, 0]],
  },
};

/**
 * The trace of a preset.
 *
 * @throws ChainruleError `usage` for a name there is not
 *
 * @example
 * explainPreset("worked-example").step("Z1").value.tolist(); // [[-0.02]]
 */
export const explainPreset = (name: string, options: PresetOptions = {}): Trace =>
  traceOf(presetMoment(name, options), options.convention ?? "rows", options.sample);

type PresetOptions = Pick<ExplainOptions, "step" | "sample" | "convention">;

/** Where the update of a preset stands, for {@link explainPreset}. */
export function presetMoment(name: string, options: PresetOptions = {}): Moment {
  const names = Object.keys(presets);
  const preset = Object.hasOwn(presets, name) ? presets[name]! : undefined;
  if (!preset) {
    return fail("usage", {
      who: "preset",
      expected: names.join(" or "),
      got: `"${name}"`,
      fix: didYouMean(name, names),
    });
  }
  const arrays = Object.entries(preset.weights).map(([key, values]) => [key, asArray(values)]);
  const model: Explained = {
    network: { features: preset.x[0]!.length, layers: preset.layers },
    weights: Object.fromEntries(arrays),
    dtype: "float64",
    scaling: undefined,
  };
  return momentOf(model, preset.x, preset.y, {
    loss: halfSquaredError(),
    optimizer: sgd(0.5),
    ...options,
  });
}
