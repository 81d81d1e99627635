import type { TypedArray } from "../base/dtype.ts";
import type { Sequence } from "../compile/sequence.ts";
import type { Graph, Node } from "../graph/node.ts";

/** A graph made ready to run on one backend, in memory of its own. */
export interface Program {
  /** Name of the backend that runs it. */
  readonly backend: string;
  /** Threads that the next run takes place on. */
  readonly threads: number;
  /** Whether products are multiplied and added with one rounding, so that the last bits are those of this machine. */
  readonly fused?: boolean | undefined;
  /** Why it does not run faster, where the place forbids that: `"one thread, because ..."`. */
  readonly note?: string | undefined;
  /**
   * The array of an input, which runs read and updates change; for a stream, with room for all its steps. Undefined
   * where the graph has no such input.
   */
  input(name: string): TypedArray | undefined;
  /** Copies data into an input. One that the graph does not have is passed over. */
  set(name: string, data: ArrayLike<number>): void;
  /**
   * Runs `count` steps (1) with the values that streams have from step `first` (0) on. Updates take effect together
   * at the end of each.
   *
   * @returns how many steps took effect: fewer than `count` where the guard left the finite numbers
   */
  run(count?: number, first?: number): number;
  /** An output after the last step. */
  read(output: string): TypedArray;
  /** The values of an output that is recorded, step by step. */
  record(output: string): TypedArray;
  /** Ends the threads beside the caller's own, where there are any; further runs do without them. */
  release(): void;
  /** Every value of the last step that is still known, in the order it was computed. */
  trace(): Iterable<readonly [Node, TypedArray]>;
}

/** One program for each graph. */
export type Programs<Graphs extends readonly Graph[]> = { readonly [I in keyof Graphs]: Program };

/** How programs will be run, where that is known. */
export interface Preparation extends Partial<Sequence> {
  /** Steps in all: compiling may not be worth it for few. Default 1. */
  readonly runs?: number;
  /** Whether products may be multiplied and added with one rounding, where the engine can: faster, other last bits. */
  readonly fast?: boolean;
  /** Threads to run on, where the backend can have more than one and the place allows it. Default: what pays. */
  readonly threads?: number;
}

/** Where graphs run. All backends give the same bits. */
export interface Backend {
  readonly name: string;
  /** Makes graphs ready. Inputs of the same name, type and size are one array in all of them. */
  prepare<const Graphs extends readonly Graph[]>(graphs: Graphs, how?: Preparation): Programs<Graphs>;
}
