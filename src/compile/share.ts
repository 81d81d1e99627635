import { bytesOf } from "../base/dtype.ts";
import type { Buffer, Kernel } from "./kernel.ts";
import { operandsOf, resultsOf } from "./operands.ts";
import { split } from "./split.ts";

/** What a thread does next: a kernel, or wait until all threads have come as far. */
export type Stage = Kernel | "barrier";

/** Bytes from one address to another. */
type Range = readonly [number, number];

/** Bytes that one thread has read and written since all last waited for each other. */
interface Accesses {
  readonly reads: Range[];
  readonly writes: Range[];
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
 * same thread wrote follows without a barrier. Goes by addresses, because arrays may lie in one place in turn.
 */
export function sharing(threads: number, at: (buffer: Buffer) => number): Sharing {
  let since = begin();
  let lists: Stage[][] = Array.from({ length: threads }, () => []);

  function begin(): Accesses[] {
    return Array.from({ length: threads }, () => ({ reads: [], writes: [] }));
  }

  function barrier(): void {
    for (const list of lists) list.push("barrier");
    since = begin();
  }

  const rangeOf = (buffer: Buffer): Range => [at(buffer), at(buffer) + buffer.length * bytesOf(buffer.dtype)];

  /** Whether a thread may not touch these before others are done with what they do. */
  const mustWait = (thread: number, { reads, writes }: Accesses): boolean =>
    since.some(
      (other, i) =>
        i !== thread &&
        (meet(writes, other.writes) || meet(writes, other.reads) || meet(reads, other.writes)),
    );

  return {
    add(kernel) {
      const parts = split(kernel, threads).map((part) => ({
        part,
        accesses: { reads: operandsOf(part).map(rangeOf), writes: resultsOf(part).map(rangeOf) },
      }));
      if (parts.some(({ accesses }, thread) => mustWait(thread, accesses))) barrier();
      for (const [thread, { part, accesses }] of parts.entries()) {
        lists[thread]!.push(part);
        since[thread]!.reads.push(...accesses.reads);
        since[thread]!.writes.push(...accesses.writes);
      }
    },
    readByAll(buffer) {
      const reads = [rangeOf(buffer)];
      if (lists.some((_, thread) => mustWait(thread, { reads, writes: [] }))) barrier();
      for (const accesses of since) accesses.reads.push(...reads);
    },
    stages(last = false) {
      if (last) barrier();
      const done = lists;
      lists = Array.from({ length: threads }, () => []);
      return done;
    },
  };
}

const meet = (some: readonly Range[], others: readonly Range[]): boolean =>
  some.some(([from, to]) => others.some(([start, end]) => from < end && start < to));
