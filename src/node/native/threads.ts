import { availableParallelism } from "node:os";
import type { Graph } from "../../graph/node.ts";
import type { Preparation } from "../../run/backend.ts";
import { workOf } from "../../run/work.ts";

/**
 * Work of a step from which another thread pays, in elements computed or multiplied and added. Native code takes a third
 * to a quarter of WebAssembly's time for it, and as long to wait for each other.
 */
const worthAThread = 4e6;

/** Work in all from which it pays to compile the parts of steps beside each other: a second of WebAssembly. */
const worthParting = 3e9;

const most = 8;

/** Threads that native steps are parted among: as many as are asked for, else those that pay and the machine has. */
export function nativeThreads(graphs: readonly Graph[], { threads, runs = 1 }: Preparation = {}): number {
  if (threads !== undefined) return threads;
  const work = workOf(graphs[0]!);
  if (work * runs < worthParting) return 1;
  return Math.max(1, Math.min(availableParallelism(), most, Math.floor(work / worthAThread)));
}
