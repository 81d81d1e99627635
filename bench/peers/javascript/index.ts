import {
  type Floats,
  type NetworkSpec,
  type Open,
  type ProductSpec,
  type Runner,
  readNumbers,
  secondsSince,
} from "../../task.ts";
import { layerwise } from "./layerwise.ts";
import { productAB, productABt, productAtB } from "./products.ts";
import { trainRowwise } from "./rowwise.ts";

/** Plain JavaScript: loops over typed arrays, as one writes them by hand for speed. */
export const open: Open = async (folder, spec) => {
  if (spec.kind === "product") return products(folder, spec);
  return spec.batch === spec.rows ? rowwise(folder, spec) : batches(folder, spec);
};

const { version } = process;

const parametersOf = (folder: string, { layers, dtype }: NetworkSpec) => ({
  weights: layers.map((_, i) => readNumbers(folder, `W${i + 1}`, dtype)),
  biases: layers.map(({ bias }, i) => (bias ? readNumbers(folder, `b${i + 1}`, dtype) : undefined)),
});

const inOrder = (weights: readonly Floats[], biases: readonly (Floats | undefined)[]): Floats[] =>
  weights.flatMap((w, i) => [w, ...(biases[i] ? [biases[i]] : [])]);

function rowwise(folder: string, spec: NetworkSpec): Runner {
  const double = (name: string) => Float64Array.from(readNumbers(folder, name, spec.dtype));
  const [x, y] = [double("x"), double("y")];
  return {
    version,
    async run(_, steps) {
      const weights = spec.layers.map((_, i) => double(`W${i + 1}`));
      const biases = spec.layers.map(({ bias }, i) => (bias ? double(`b${i + 1}`) : undefined));
      const start = performance.now();
      trainRowwise(spec, x, y, weights, biases, steps);
      return { seconds: secondsSince(start), result: () => inOrder(weights, biases) };
    },
  };
}

function batches(folder: string, spec: NetworkSpec): Runner {
  const { dtype, layers, batch, rows } = spec;
  const [inputs, outputs] = [layers[0]!.inputs, layers.at(-1)!.units];
  const x = readNumbers(folder, "x", dtype);
  const y = readNumbers(folder, "y", dtype);
  return {
    version,
    async run(_, steps) {
      const { weights, biases } = parametersOf(folder, spec);
      const network = layerwise(spec, weights, biases as Floats[]);
      const predicted = x.slice(0, spec.kind === "predict" ? steps * batch * outputs : 0);
      const start = performance.now();
      for (let step = 0; step < steps; step++) {
        const row = (step * batch) % rows;
        const part = x.subarray(row * inputs, (row + batch) * inputs);
        if (spec.kind === "predict") predicted.set(network.forward(part), row * outputs);
        else network.step(part, y.subarray(row * outputs, (row + batch) * outputs));
      }
      const seconds = secondsSince(start);
      return {
        seconds,
        result: () => (spec.kind === "predict" ? [predicted] : inOrder(weights, biases)),
      };
    },
  };
}

function products(folder: string, { cases }: ProductSpec): Runner {
  const [a64, b64] = [readNumbers(folder, "a", "float64"), readNumbers(folder, "b", "float64")];
  const [a32, b32] = [Float32Array.from(a64), Float32Array.from(b64)];
  const c64 = new Float64Array(2048 ** 2);
  const c32 = new Float32Array(2048 ** 2);
  const functions = { AB: productAB, AtB: productAtB, ABt: productABt };
  return {
    version,
    async run(which, steps) {
      const { form, m, k, n, dtype } = cases[which]!;
      const [a, b, c] = dtype === "float32" ? [a32, b32, c32] : [a64, b64, c64];
      const start = performance.now();
      for (let i = 0; i < steps; i++) functions[form](a, b, c, m, k, n);
      return { seconds: secondsSince(start), result: () => [c.subarray(0, m * n)] };
    },
  };
}
