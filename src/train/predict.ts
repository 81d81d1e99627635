import { NDArray } from "../array/ndarray.ts";
import { allocate, type FloatType, type TypedArray } from "../base/dtype.ts";
import type { Network } from "../nn/network.ts";
import type { Backend, Program } from "../run/backend.ts";
import { preparedPrediction } from "./program.ts";

/** Rows computed at once: enough to fill the loops and to share among threads, few enough to stay in the cache. */
const chunk = 1024;

/** Computes outputs for inputs; keeps what it has compiled. */
export interface Predictor {
  readonly dtype: FloatType;
  readonly backend: Backend;
  /** The outputs for x (m, features) with the weights as they are: shape (m, outputs). */
  predict(weights: ReadonlyMap<string, TypedArray>, x: NDArray): NDArray;
}

/** A program for so many rows, and how often it has run. */
interface Prepared {
  readonly program: Program;
  runs: number;
}

/**
 * Predictions of a network. Rows do not depend on each other, so that a few programs do for any number of them: for
 * 1, 2, 4, ... rows up to a chunk. One that has run twice as often is made anew: compiling it may pay now, or threads.
 */
export function predictor(network: Network, dtype: FloatType, backend: Backend): Predictor {
  const prepared = new Map<number, Prepared>();

  function programFor(rows: number, runs: number): Program {
    const known = prepared.get(rows);
    const total = (known?.runs ?? 0) + runs;
    if (known && bitsOf(total) === bitsOf(known.runs)) {
      known.runs = total;
      return known.program;
    }
    known?.program.release();
    const [program] = backend.prepare([preparedPrediction(network, rows, dtype)], { runs: total });
    prepared.set(rows, { program, runs: total });
    return program;
  }

  return {
    dtype,
    backend,
    predict(weights, x) {
      const [m, features] = x.shape as [number, number];
      const parts: TypedArray[] = [];
      let ready: Program | undefined;
      for (let start = 0; start < m; start += chunk) {
        const rows = Math.min(chunk, m - start);
        if (rows < chunk || !ready) {
          ready = programFor(2 ** Math.ceil(Math.log2(rows)), Math.floor(m / chunk) || 1);
          for (const [name, values] of weights) ready.set(name, values);
        }
        const input = ready.input("X")!;
        input.set(x.data.subarray(start * features, (start + rows) * features));
        ready.run();
        const output = ready.read("output");
        parts.push(output.slice(0, (output.length * rows * features) / input.length));
      }
      const data = allocate(
        dtype,
        parts.reduce((length, part) => length + part.length, 0),
      );
      for (const [i, part] of parts.entries()) data.set(part, i * parts[0]!.length);
      return new NDArray(data, [m, data.length / m], dtype);
    },
  };
}

const bitsOf = (n: number): number => 32 - Math.clz32(n);
