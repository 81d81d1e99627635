import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { judge, median } from "../judge.ts";
import type { Peer } from "../peers/peer.ts";
import type { Running } from "../process.ts";
import type { Row } from "../results.ts";
import type { Floats, Spec } from "../task.ts";
import type { Workload } from "../workloads/workload.ts";

export interface MeasureOptions {
  readonly rounds: number;
  /** Seconds that one run of one peer may take; longer work is done in part and scaled. */
  readonly limit: number;
  readonly threads: readonly number[] | undefined;
  /** A folder to work in. */
  readonly folder: string;
}

/** Seconds to wait for a peer that starts (and may compile), and for a run that should have been short. */
export const patience = { start: 120, run: 120 };

/** Rounds of a peer that takes long even for the least part of the work. */
export const fewRounds = 2;

/** A peer with a number of threads, and how it fares. */
export interface Contestant {
  readonly peer: Peer;
  readonly threads: number;
  running?: Running;
  failure?: string;
}

/** A workload made ready, its data written to a folder. */
export interface Context {
  readonly workload: Workload;
  readonly spec: Spec;
  readonly data: Readonly<Record<string, Floats>>;
  readonly folder: string;
  readonly options: MeasureOptions;
}

/** What goes wrong with a peer is noted, and the others go on: it takes no further part. */
export async function attempt(contestant: { failure?: string }, act: () => Promise<void>): Promise<void> {
  if (contestant.failure !== undefined) return;
  try {
    await act();
  } catch (error) {
    contestant.failure = error instanceof Error ? error.message : String(error);
  }
}

/** Milliseconds after a run on several threads: those of OpenBLAS spin for up to 30 more, on the next one's cores. */
const pause = 50;

/** Seconds of `steps` steps; the result goes to the file where one is named. */
export async function timeOf({ running, threads }: Contestant, which: number, steps: number, file?: string) {
  const seconds = await running!.ask(which, steps, patience.run, file);
  if (threads > 1) await setTimeout(pause);
  return seconds;
}

/** Runs the steps and judges what came out. */
export async function judged(
  { spec, data, folder }: Context,
  contestant: Contestant,
  which: number,
  steps: number,
) {
  const file = join(folder, "result.bin");
  const seconds = await timeOf(contestant, which, steps, file);
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const result = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return { seconds, value: judge(spec, data, which, steps, result) };
}

/** Each turn of all, every other one the other way round: nobody always follows the same neighbor. */
export async function takeTurns<T>(
  all: readonly T[],
  rounds: number,
  turn: (one: T, round: number) => Promise<void>,
) {
  for (let round = 0; round < rounds; round++)
    for (const one of round % 2 === 0 ? all : all.toReversed()) await turn(one, round);
}

/** The figures of a row: times of one run each, `scale` to the whole work. */
export const figures = (
  times: readonly number[],
  scale: number,
): Pick<Row, "seconds" | "fastest" | "slowest"> =>
  times.length === 0
    ? {}
    : {
        seconds: median(times) * scale,
        fastest: Math.min(...times) * scale,
        slowest: Math.max(...times) * scale,
      };
