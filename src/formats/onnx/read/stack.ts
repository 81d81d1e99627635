import { NDArray } from "../../../array/ndarray.ts";
import { allocate, type FloatType, isFloat } from "../../../base/dtype.ts";
import { fail } from "../../../base/error.ts";
import { formatShape } from "../../../base/shape.ts";
import type { Scaling } from "../../../data/scaling.ts";
import type { Activation } from "../../../nn/activations.ts";
import { activation } from "../../../nn/layers/activation.ts";
import { batchNorm } from "../../../nn/layers/batchNorm.ts";
import { dense } from "../../../nn/layers/dense.ts";
import type { Layer } from "../../../nn/layers/layer.ts";
import { layerNorm } from "../../../nn/layers/layerNorm.ts";
import type { Model } from "../../../train/model.ts";
import { type Affine, scalingOf, slopeAndShift } from "./affine.ts";
import { builtModel } from "./builtModel.ts";
import { type Refuse, rowsOf } from "./rows.ts";

/** The most layers: a graph as deep as a foreign file likes would exhaust the stack. */
const mostLayers = 1000;

/** A variance and an epsilon whose sum is 1 in either float type: a batch norm that is its gamma and beta alone. */
const unit = { epsilon: 2 ** -16, variance: 1 - 2 ** -16 };

/** Layers as they are found, from the first to the last. */
export interface Stack {
  /** How many examples the file is made for, where it says so. */
  readonly examples: number | undefined;
  dense(w: NDArray, c?: NDArray): void;
  activation(name: Activation): void;
  batchNorm(
    of: Readonly<Record<"gamma" | "beta" | "mean" | "variance", NDArray>>,
    epsilon: number,
    momentum?: number,
  ): void;
  layerNorm(gamma: NDArray, beta: NDArray | undefined, epsilon: number): void;
  add(values: NDArray): void;
  affine(op: Affine["op"], values: NDArray): void;
  /** From here on, an example is a row of so many numbers. */
  rows(width: number | undefined): void;
  /** Nothing changes. */
  same(): void;
  model(dtype: FloatType): Model;
}

/** Where the layers are put, and who complains: the node that is read just now. */
export interface StackOptions {
  /** The lengths of the input's axes. */
  readonly axes: readonly (number | undefined)[] | undefined;
  /** How many weights there may be: a file that names the same ones for each layer would fill the memory. */
  readonly mostWeights: number;
  readonly notes: string[];
  who(): string;
}

export function stackOf({ axes, mostWeights, notes, who }: StackOptions): Stack {
  const layers: Layer[] = [];
  const parameters: NDArray[] = [];
  const states: NDArray[] = [];
  let pending: Affine[] = [];
  let scaling: Scaling | undefined;
  let weights = 0;
  /** Whether the last layer is a product that may still get its bias. */
  let isOpen = false;

  const refuse: Refuse = (expected, got, fix) => fail("data", { who: who(), expected, got, fix });
  const rows = rowsOf(axes, refuse);
  const { widen, vector } = rows;

  function push(layer: Layer, own: readonly NDArray[], ownStates: readonly NDArray[] = []): void {
    if (layers.length === mostLayers) refuse(`at most ${mostLayers} layers`, "more");
    for (const { size } of [...own, ...ownStates]) weights += size;
    if (weights > mostWeights)
      refuse(
        "weights that are each used once",
        "the same ones in many layers",
        "Save the network without sharing.",
      );
    layers.push(layer);
    parameters.push(...own);
    states.push(...ownStates);
    isOpen = false;
  }

  /** Makes what it can of the shifts and factors since the last layer. */
  function settle(): void {
    if (pending.length === 0) return;
    const given = pending;
    pending = [];
    if (layers.length === 0) {
      const found = scalingOf(given, rows.width!);
      if (found) {
        scaling = found;
        return;
      }
    }
    const { slope, shift } = slopeAndShift(given, rows.width!);
    const array = (values: readonly number[]) =>
      new NDArray(Float64Array.from(values), [rows.width!], "float64");
    const all = (value: number) => array(new Array<number>(rows.width!).fill(value));
    push(batchNorm({ epsilon: unit.epsilon }), [array(slope), array(shift)], [all(0), all(unit.variance)]);
    notes.push(
      "A factor and a shift of each feature became a batchNorm, as layers have no other form for them.",
    );
  }

  function add(values: NDArray): void {
    if (!isOpen) {
      affine("add", values);
      return;
    }
    const bias = vector(values);
    widen(bias.size);
    layers[layers.length - 1] = dense(rows.width!);
    parameters.push(bias);
    isOpen = false;
  }

  function affine(op: Affine["op"], values: NDArray): void {
    if (!rows.isFlat && values.size !== 1)
      refuse("one number for all, or examples in rows", `an array of shape ${formatShape(values.shape)}`);
    const own = vector(values);
    if (own.size !== 1) widen(own.size);
    if (pending.length === mostLayers) refuse(`at most ${mostLayers} shifts and factors in sequence`, "more");
    pending.push({ op, values: own.data });
    isOpen = false;
  }

  return {
    examples: axes?.[0],
    dense(w, c) {
      const [inputs, units] = w.shape as [number, number];
      if (!isFloat(w.dtype)) refuse("weights that are floats", w.dtype);
      widen(inputs);
      settle();
      rows.forget();
      widen(units);
      const bias = c && vector(c);
      if (bias) widen(bias.size);
      push(dense(units, "identity", { bias: bias !== undefined }), bias ? [w, bias] : [w]);
      isOpen = bias === undefined;
    },
    activation(name) {
      const last = layers.at(-1);
      if (last?.type === "dense" && last.activation === "identity" && pending.length === 0) {
        layers[layers.length - 1] = { ...last, activation: name };
        isOpen = false;
        return;
      }
      if (rows.width === undefined) refuse("an input whose features are counted", "one of any number");
      widen(rows.width!);
      settle();
      push(activation(name), []);
    },
    batchNorm({ gamma, beta, mean, variance }, epsilon, momentum) {
      const own = [gamma, beta, mean, variance].map(vector);
      for (const { size } of own) widen(size);
      if (!(epsilon > 0)) refuse("an epsilon above 0", String(epsilon));
      settle();
      const isMomentum = momentum !== undefined && momentum >= 0 && momentum < 1;
      const settings = isMomentum ? { epsilon, momentum } : { epsilon };
      push(batchNorm(settings), own.slice(0, 2), own.slice(2));
    },
    layerNorm(gamma, beta, epsilon) {
      const own = vector(gamma);
      widen(own.size);
      const shift = beta
        ? vector(beta)
        : new NDArray(allocate("float32", rows.width!), [rows.width!], "float32");
      widen(shift.size);
      if (!(epsilon > 0)) refuse("an epsilon above 0", String(epsilon));
      settle();
      push(layerNorm({ epsilon }), [own, shift]);
    },
    add,
    affine,
    rows(needed) {
      rows.flatten();
      if (needed !== undefined) widen(needed);
    },
    same() {},
    model(dtype) {
      if (rows.width === undefined) refuse("a network of layers", "none");
      if (pending.length > 0 && layers.length === 0) widen(rows.width!);
      settle();
      if (layers.length === 0) push(activation("identity"), []);
      return builtModel({ features: rows.features!, layers }, { parameters, states, scaling }, dtype);
    },
  };
}
