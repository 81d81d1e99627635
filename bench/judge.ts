import type { Floats, NetworkSpec, ProductCase, Spec } from "./task.ts";

/** Reduces a result to one number that tells whether the work was the same: all peers must agree on it. */

/** Rows that judge a network: enough to tell, and soon done. */
const mostRows = 500;

export function judge(
  spec: Spec,
  data: Readonly<Record<string, Floats>>,
  which: number,
  steps: number,
  result: Float64Array,
): number {
  if (spec.kind === "product") return productNorm(spec.cases[which]!, result);
  const outputs = spec.layers.at(-1)!.units;
  const rows = Math.min(mostRows, spec.rows, spec.kind === "predict" ? steps * spec.batch : spec.rows);
  const predicted = spec.kind === "predict" ? result : forward(spec, data.x!, result, rows);
  return meanLoss(spec, predicted.subarray(0, rows * outputs), data.y!, rows);
}

/** The outputs for the first rows, in float64, from the parameters in their order. */
function forward({ layers }: NetworkSpec, x: Floats, parameters: Float64Array, rows: number): Float64Array {
  let input: Floats = x;
  let at = 0;
  let output = new Float64Array(0);
  for (const { inputs, units, activation, bias } of layers) {
    const w = parameters.subarray(at, at + inputs * units);
    at += inputs * units;
    const b = bias ? parameters.subarray(at, at + units) : new Float64Array(units);
    at += bias ? units : 0;
    output = new Float64Array(rows * units);
    for (let i = 0; i < rows; i++) {
      const z = output.subarray(i * units, (i + 1) * units);
      z.set(b);
      for (let p = 0; p < inputs; p++) {
        const value = input[i * inputs + p]!;
        if (value !== 0) for (let j = 0; j < units; j++) z[j] = z[j]! + value * w[p * units + j]!;
      }
      activate(z, activation);
    }
    input = output;
  }
  if (at !== parameters.length) throw new Error(`gave ${parameters.length} parameters instead of ${at}`);
  return output;
}

function activate(z: Float64Array, activation: NetworkSpec["layers"][number]["activation"]): void {
  if (activation === "tanh") for (let j = 0; j < z.length; j++) z[j] = Math.tanh(z[j]!);
  else if (activation === "sigmoid") for (let j = 0; j < z.length; j++) z[j] = 1 / (1 + Math.exp(-z[j]!));
  else if (activation === "relu") for (let j = 0; j < z.length; j++) z[j] = Math.max(0, z[j]!);
  else {
    const largest = Math.max(...z);
    const sum = z.reduce((total, value) => total + Math.exp(value - largest), 0);
    for (let j = 0; j < z.length; j++) z[j] = Math.exp(z[j]! - largest) / sum;
  }
}

function meanLoss({ loss }: NetworkSpec, a: Float64Array, y: Floats, rows: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    if (loss === "halfSquaredError") sum += 0.5 * (a[i]! - y[i]!) ** 2;
    else if (loss === "crossEntropy") sum -= y[i]! === 0 ? 0 : y[i]! * Math.log(a[i]!);
    else sum -= y[i]! === 1 ? Math.log(a[i]!) : Math.log(1 - a[i]!);
  }
  return sum / rows;
}

/** The sum of C with weights that no transposed or shifted C would give alike, over its usual size. */
function productNorm({ m, n, k }: ProductCase, c: Float64Array): number {
  if (c.length !== m * n) throw new Error(`gave ${c.length} elements instead of ${m * n}`);
  let sum = 0;
  for (let i = 0; i < c.length; i++) sum += (c[i]! * ((i * 7919) % 104729)) / 104729;
  return sum / Math.sqrt(m * n * k);
}

/** `float32`: only to the digits of float32, where float64 was asked for. */
export type Check = "agrees" | "float32" | "wrong" | "unchecked";

const float32Tolerance = 1e-3;

/** Which values agree with the middle one. With fewer than two there is nothing to agree with. */
export function agreement(values: readonly (number | undefined)[], tolerance: number): Check[] {
  const known = values.filter((value) => value !== undefined);
  const middle = median(known);
  const scale = Math.max(Math.abs(middle), 0.01);
  return values.map((value) => {
    if (value === undefined || known.length < 2) return "unchecked";
    const off = Math.abs(value - middle) / scale;
    return off <= tolerance ? "agrees" : off <= float32Tolerance ? "float32" : "wrong";
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
