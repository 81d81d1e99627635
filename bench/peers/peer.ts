import type { Spec } from "../task.ts";
import type { Workload } from "../workloads/workload.ts";

/** How a process of a peer is started. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Something that is measured. */
export interface Peer {
  readonly key: string;
  readonly title: string;
  /** Thread counts it can be told to use. */
  readonly threads: readonly number[];
  /** Whether it can express the work. */
  does(workload: Workload): boolean;
  /** Whether float64 can be had. Default true. */
  readonly float64?: boolean;
  /** Never measured in part and scaled: it compiles for each run, and chooses by the amount of work whether to. */
  readonly inWhole?: boolean;
  /** Undefined where it is there, else what is missing and how to get it. */
  missing(): string | undefined;
  /** A process that does the task of a folder; it may have to be built first. */
  command(folder: string, spec: Spec, threads: number): Command;
  /** A process that takes one step of a 2-4-1 network, prints its weights' sum and ends. */
  readonly first?: () => Command;
}
