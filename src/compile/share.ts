import { bytesOf } from "../base/dtype.ts";
import type { Buffer, Kernel } from "./kernel.ts";
import { operandsOf, resultsOf } from "./operands.ts";
import { split } from "./split.ts";

/** What a thread does next: a kernel, or wait until all threads have come as far. */
export type Stage = Kernel | "barrier";

/** Bytes from one address to another that are read, or written as well. */
type Access = readonly [from: number, to: number, isWritten: boolean];

/** What a thread does between two barriers, and what it touches by that. */
interface Turn {
  readonly kernels: Kernel[];
  readonly touched: Access[];
}

/** Hands out the kernels of a program to its threads. */
export interface Sharing {
  /** The next kernel: its parts to a thread each, or all of it to the first. */
  add(kernel: Kernel): void;
  /** Before all threads read an array. */
  readByAll(buffer: Buffer): void;
  /** All that each thread does since this was last asked for; ends with a barrier where `last`. */
  stages(last?: boolean): readonly (readonly Stage[])[];
}

/**
 * Threads wait for each other only where one needs what another writes: a kernel whose parts read no more than the
 * same thread wrote follows without a barrier, and may come before kernels that have to wait. Goes by addresses, because
 * arrays may lie in one place in turn.
 */
export function sharing(threads: number, at: (buffer: Buffer) => number): Sharing {
  const turns = (): Turn[] => Array.from({ length: threads }, () => ({ kernels: [], touched: [] }));
  /** What the threads do from one barrier to the next. */
  let rounds = [turns()];

  const accessesOf = (buffers: readonly Buffer[], isWritten = false): readonly Access[] =>
    buffers.map((buffer) => [at(buffer), at(buffer) + buffer.length * bytesOf(buffer.dtype), isWritten]);

  /** The first round in which each thread may touch its bytes: after whatever they depend on. */
  const roundFor = (accesses: readonly (readonly Access[])[]): number =>
    Math.max(
      ...rounds.flatMap((all, round) =>
        accesses.flatMap((each, thread) =>
          all.map(({ touched }, i) =>
            touched.some((earlier) => each.some((later) => meet(earlier, later)))
              ? round + (i === thread ? 0 : 1)
              : 0,
          ),
        ),
      ),
    );

  function take(
    round: number,
    accesses: readonly (readonly Access[])[],
    parts: readonly Kernel[] = [],
  ): void {
    rounds[round] ??= turns();
    for (const [thread, { kernels, touched }] of rounds[round].entries()) {
      kernels.push(...parts.slice(thread, thread + 1));
      touched.push(...(accesses[thread] ?? []));
    }
  }

  return {
    add(kernel) {
      const parts = split(kernel, threads);
      const accesses = parts.map((part) => [
        ...accessesOf(operandsOf(part)),
        ...accessesOf(resultsOf(part), true),
      ]);
      take(roundFor(accesses), accesses, parts);
    },
    readByAll(buffer) {
      const accesses = turns().map(() => accessesOf([buffer]));
      take(Math.max(rounds.length - 1, roundFor(accesses)), accesses);
    },
    stages(last = false) {
      if (last) rounds.push(turns());
      const lists = turns().map((_, thread) =>
        rounds.flatMap((all, round): Stage[] =>
          round > 0 ? ["barrier", ...all[thread]!.kernels] : all[thread]!.kernels,
        ),
      );
      rounds = [rounds.at(-1)!.map(({ touched }) => ({ kernels: [], touched }))];
      return lists;
    },
  };
}

/** Whether one has to come before the other. */
const meet = ([from, to, isWritten]: Access, [start, end, isToo]: Access): boolean =>
  (isWritten || isToo) && from < end && start < to;
