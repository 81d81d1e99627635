import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What peers are asked to do, as it stands in `spec.json` of a workload's folder. Data lies beside it, as raw numbers. */

export type Dtype = "float32" | "float64";

export interface LayerSpec {
  readonly inputs: number;
  readonly units: number;
  readonly activation: "sigmoid" | "tanh" | "relu" | "softmax";
  readonly bias: boolean;
}

export type OptimizerSpec =
  | { readonly name: "sgd"; readonly learningRate: number }
  | {
      readonly name: "adam";
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

/**
 * A network trained (or only applied) on batches in the order of the rows, over and over.
 * Files: x (rows, inputs), y (rows, outputs), W1 (inputs, units), b1 (units), ...
 */
export interface NetworkSpec {
  readonly kind: "train" | "predict";
  readonly dtype: Dtype;
  readonly layers: readonly LayerSpec[];
  /** `halfSquaredError` is a sum over the batch, the others are means over its rows. */
  readonly loss: "halfSquaredError" | "binaryCrossEntropy" | "crossEntropy";
  readonly optimizer: OptimizerSpec;
  readonly rows: number;
  readonly batch: number;
}

/** Matrix products C = A B, A^T B or A B^T, with C (m, n) and k products in each sum. Files: a, b (float64). */
export interface ProductSpec {
  readonly kind: "product";
  readonly cases: readonly ProductCase[];
}

export interface ProductCase {
  readonly form: "AB" | "AtB" | "ABt";
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly dtype: Dtype;
}

export type Spec = NetworkSpec | ProductSpec;

export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export const readSpec = (folder: string): Spec =>
  JSON.parse(readFileSync(join(folder, "spec.json"), "utf8")) as Spec;

export function readNumbers(folder: string, name: string, dtype: Dtype): Floats {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, `${name}.bin`));
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  return dtype === "float32" ? new Float32Array(bytes) : new Float64Array(bytes);
}

/** Names of a network's parameters in their order: W1, b1, W2, ... */
export const parameterNames = ({ layers }: NetworkSpec): string[] =>
  layers.flatMap(({ bias }, i) => [`W${i + 1}`, ...(bias ? [`b${i + 1}`] : [])]);

/** What one measured run gives. */
export interface Outcome {
  /** The work itself, warm: no start of a process, no compilation where the library tells it apart. */
  readonly seconds: number;
  /** Parameters (train), outputs (predict) or C (product). */
  readonly result: () => readonly ArrayLike<number>[] | Promise<readonly ArrayLike<number>[]>;
}

/** A library at work on one task. */
export interface Runner {
  readonly version: string;
  /** Does `steps` updates, batches or products of the case, from the initial state. */
  run(which: number, steps: number): Promise<Outcome>;
}

/** A peer for Node is a module with this function, or its reason why it cannot do the task. */
export type Open = (folder: string, spec: Spec, options: PeerOptions) => Promise<Runner>;

export interface PeerOptions {
  readonly threads: number;
  /** What tells variants of one library apart, such as a backend. */
  readonly variant: string;
}

/** The version of a package in bench/node_modules. */
export function versionOf(name: string): string {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

export const secondsSince = (start: number): number => (performance.now() - start) / 1000;
