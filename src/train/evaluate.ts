import type { NDArray } from "../array/ndarray.ts";
import type { FloatType, TypedArray } from "../base/dtype.ts";
import type { Graph } from "../graph/node.ts";
import { lossKind } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import type { Network } from "../nn/network.ts";
import { classifies } from "../nn/step.ts";
import type { Backend, Program } from "../run/backend.ts";
import type { Part } from "./plan.ts";
import { preparedEvaluation } from "./program.ts";

/** Rows computed at once: enough to fill the loops, few enough to stay in the cache. */
const chunk = 1024;

/** What is computed with: a network with its weights, on a backend. Weights are taken as they are at each call. */
export interface Trained {
  readonly network: Network;
  readonly weights: ReadonlyMap<string, TypedArray>;
  readonly dtype: FloatType;
  readonly backend: Backend;
}

/** Loss and, for classes, the share classified right. */
export interface Judged {
  readonly loss: number;
  readonly accuracy?: number;
}

/** Judges a part of the data without training (dropout rests). */
export interface Judge {
  /** Judges the weights as they are now. */
  judge(): Judged;
  /** Ends the threads that helped. */
  release(): void;
}

/** @param times how often it will judge, where that is known */
export function judgeOf(trained: Trained, part: Part, loss: Loss, times = 1): Judge {
  const { network, dtype } = trained;
  const m = part.x.shape[0]!;
  const targets = part.y.kind;
  const sums = lossKind(loss.name).reduction === "sum";
  const counts = classifies(targets);
  const graph = (size: number): Graph =>
    preparedEvaluation(network, { dtype, examples: size, batch: size, targets, weighted: false, loss });
  const programs = programsBySize(trained, graph, m, times);
  function judge(): Judged {
    for (const program of programs.values())
      for (const [name, values] of trained.weights) program.set(name, values);
    let total = 0;
    let hits = 0;
    forChunks(m, (start, size) => {
      const program = programs.get(size)!;
      program.set("X", rowsOf(part.x, start, size));
      program.set("Y", rowsOf(part.y.data, start, size));
      program.run();
      total += program.read("loss")[0]! * (sums ? 1 : size);
      if (counts) hits += program.read("hits")[0]!;
    });
    return { loss: sums ? total : total / m, ...(counts && { accuracy: hits / m }) };
  }

  return {
    judge,
    release() {
      for (const program of programs.values()) program.release();
    },
  };
}

/** A program for each size of chunk that m rows have. */
function programsBySize(
  { backend }: Trained,
  graph: (size: number) => Graph,
  m: number,
  times: number,
): ReadonlyMap<number, Program> {
  const sizes = m < chunk ? [m] : m % chunk === 0 ? [chunk] : [chunk, m % chunk];
  const programs = backend.prepare(sizes.map(graph), { runs: Math.max(1, (times * m) / chunk) });
  return new Map(sizes.map((size, i) => [size, programs[i]!]));
}

function forChunks(m: number, each: (start: number, size: number) => void): void {
  for (let start = 0; start < m; start += chunk) each(start, Math.min(chunk, m - start));
}

function rowsOf({ data, shape }: NDArray, start: number, size: number): TypedArray {
  const width = data.length / shape[0]!;
  return data.subarray(start * width, (start + size) * width);
}
