import type { TypedArray } from "../base/dtype.ts";
import type { Graph, Node } from "../graph/node.ts";

/** A graph made ready to run on one backend. Arrays are bound by reference: what updates change, changes in them. */
export interface Program {
  /** Name of the backend that runs it. */
  readonly backend: string;
  /** Binds data, weights or state to an input. An input the graph does not have is passed over. */
  bind(name: string, data: TypedArray): void;
  /** Computes the outputs and the updates' values. */
  run(): void;
  /** Lets the updates take effect. */
  commit(): void;
  /** An output after the last run. */
  read(output: string): TypedArray;
  /** Every value of the last run that is still known, in the order it was computed. */
  trace(): Iterable<readonly [Node, TypedArray]>;
}

/** Where graphs run. All backends give the same bits. */
export interface Backend {
  readonly name: string;
  /** Makes the graph ready. `runs` says how often it will be run, where that is known: compiling may not be worth it. */
  prepare(graph: Graph, runs?: number): Program;
}
