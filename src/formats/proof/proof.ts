import { NDArray } from "../../array/ndarray.ts";
import { RandomState } from "../../array/random.ts";
import { allocate, type FloatType } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { interpreter } from "../../run/interpreter.ts";
import { type Model, sequential } from "../../train/model.ts";
import { writeSafetensors } from "../safetensors.ts";
import { sha256 } from "../sha256.ts";

/** Test vectors that travel with an exported network: what goes in, and what must come out. */
export interface Proof {
  readonly version: 1;
  /** SHA-256 of the weights as safetensors, as `run.json` states it. */
  readonly weights: string;
  readonly dtype: FloatType;
  /** Examples as the exported program takes them: numbers, and texts where it encodes categories itself. */
  readonly inputs: readonly (readonly (number | string)[])[];
  /** The interpreter's outputs for them. */
  readonly outputs: readonly (readonly number[])[];
  /** How far `|got - expected| / max(1, |expected|)` may be off; 0 where the same bits are promised. */
  readonly tolerance: number;
}

/** The most that outputs may be off and still say something. */
export const mostOff = 0.1;

/** Numbers that the inputs of a proof have at most, so that it stays small beside the weights of a wide network. */
const mostNumbers = 4096;

/**
 * Test vectors of a model: the mean input, then others drawn about it, each of few digits, and what the interpreter
 * makes of them. The same model gives the same vectors.
 *
 * @param tolerance what the format allows: 0 where it promises the same bits. Where it allows something, a network whose
 * outputs float32 itself gets further off, measured against float64, is allowed four times that
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[2], [2]], b1: [-1] });
 * const { inputs, outputs } = await proofOf(model);
 * inputs[0]; // [0, 0]
 * outputs[0][0]; // 0.2689414322376251
 */
export async function proofOf(model: Model, tolerance = 0): Promise<Proof> {
  const { weights, dtype, network } = model;
  const x = exampleInputs(model);
  const outputs = await model.predict(x, { backend: interpreter });
  if (!outputs.data.every(Number.isFinite))
    fail("data", {
      who: "proofOf",
      expected: "a network whose outputs are finite",
      got: "NaN or infinity",
      fix: "Train it again with a lower learning rate.",
    });
  return {
    version: 1,
    weights: await sha256(writeSafetensors(new Map(Object.entries(weights!)))),
    dtype,
    inputs: rowsOf(x.data, network.features),
    outputs: rowsOf(outputs.data, outputs.shape[1]!),
    tolerance: tolerance === 0 ? 0 : allowed(tolerance, await roundingOf(model, x, outputs)),
  };
}

const allowed = (tolerance: number, rounding: number): number =>
  Math.min(mostOff, Math.max(tolerance, 4 * rounding));

/** How far rounding to the network's own type moves its outputs: 0 for float64. */
async function roundingOf({ network, weights, scaling, dtype }: Model, x: NDArray, outputs: NDArray) {
  if (dtype === "float64") return 0;
  const exact = sequential(network.features, network.layers);
  exact.setWeights(weights!, "float64", scaling);
  const { data } = await exact.predict(x, { backend: interpreter });
  const off = Array.from(
    outputs.data,
    (value, i) => Math.abs(value - data[i]!) / Math.max(1, Math.abs(data[i]!)),
  );
  return Math.max(...off);
}

/** The mean of the training data where the model scales by it, else zeros; then normal draws about it. */
function exampleInputs({ network: { features }, scaling, dtype }: Model): NDArray {
  const examples = Math.max(2, Math.min(8, Math.floor(mostNumbers / features)));
  const draws = new RandomState(0).randn(examples * features);
  const values = allocate(dtype, draws.length);
  for (let i = 0; i < values.length; i++) {
    const [offset, scale] = [scaling?.offset[i % features] ?? 0, scaling?.scale[i % features] ?? 1];
    // Multiples of a power of two are few digits in a text, and the same number in either type.
    const step = 2 ** (Math.floor(Math.log2(Math.abs(scale))) - 5);
    values[i] = Math.round((offset + scale * (i < features ? 0 : draws[i]!)) / step) * step;
  }
  return new NDArray(values, [examples, features], dtype);
}

const rowsOf = (data: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: data.length / width }, (_, i) =>
    Array.from({ length: width }, (_, j) => data[i * width + j]!),
  );
