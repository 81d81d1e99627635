import { availableParallelism } from "node:os";
import type { Graph } from "../../graph/node.ts";
import type { Preparation } from "../../run/backend.ts";
import { workOf } from "../../run/work.ts";

/**
 * Work of a step from which another thread pays, in elements computed or multiplied and added. On two cores of a Zen 3,
 * a step of 1.7 million took as long on one thread as on two, one of 9 million 1.2 times, one of 43 million 1.5 times.
 */
const worthAThread = 3e6;

/** Work in all from which it pays to compile the parts of steps beside each other: a second of WebAssembly. */
const worthParting = 3e9;

const most = 8;

export interface NativeThreads {
  /** Threads that native steps are parted among. */
  readonly threads: number;
  /** Whether nobody asked for them, so that they are to show that they pay. */
  readonly triesThreads: boolean;
}

/** As many threads as are asked for, else those that pay and the machine has. */
export function nativeThreads(
  graphs: readonly Graph[],
  { threads, runs = 1 }: Preparation = {},
): NativeThreads {
  if (threads !== undefined) return { threads, triesThreads: false };
  const work = workOf(graphs[0]!);
  const paying = work * runs < worthParting ? 1 : Math.floor(work / worthAThread);
  return { threads: Math.max(1, Math.min(availableParallelism(), most, paying)), triesThreads: true };
}
