import { fail } from "../base/error.ts";
import type { Team } from "../compile/wasm/barrier.ts";
import { type Exports, runName } from "../compile/wasm/generate.ts";
import { type Crew, crew } from "./crew.ts";

/** Runs the steps of a program's schedules. */
export interface Runner {
  /** Threads that the next run takes place on. */
  threads(): number;
  run(schedule: number, first: number, count: number): number;
  release(): void;
}

/**
 * Work of a step from which another thread pays, in elements computed or multiplied and added: about half a
 * millisecond of it. With less, the threads spend their time waiting for each other.
 */
const worthAThread = 2e6;

/** Work in all from which the start of a thread pays, which takes it 50 to 100 ms. */
const worthStarting = 3e9;

/** Threads that are worth it for a step, in a run of so much work in all, and that the machine has. */
export function threadsWorth(step: number, inAll: number): number {
  if (inAll < worthStarting) return 1;
  return Math.max(1, Math.min(navigator.hardwareConcurrency ?? 1, 8, Math.floor(step / worthAThread)));
}

/** Seconds that no step takes: half a minute, and a hundred times what its work takes on a slow machine. */
export const patienceFor = (work: number): number => 30 + work / 1e7;

/** Runs all on the thread that calls. */
export const alone = (code: Exports): Runner => ({
  threads: () => 1,
  run: (schedule, first, count) => code[runName(schedule)]!(first, count),
  release() {},
});

/** Ends the threads of a program that nobody released and nobody needs any more. */
const forgotten = new FinalizationRegistry<Crew>((unused) => unused.dismiss());

/** Runs on a team of threads from the moment all of them are ready, and alone until then: the bits are the same. */
export function together(
  code: Exports,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  team: Team,
): Runner {
  const others = crew(module, memory, team.control, team.threads - 1);
  const single = alone(code);
  const runner = {
    threads: () => (others.isReady() ? team.threads : 1),
    run(schedule: number, first: number, count: number) {
      if (!others.isReady()) return single.run(schedule, first, count);
      others.send({ schedule, first, count });
      try {
        return code[runName(schedule, 0)]!(first, count);
      } catch (error) {
        others.fail();
        others.dismiss();
        return fail(
          "internal",
          {
            who: "threads",
            expected: `all ${team.threads} to come to the end of a step`,
            got: "one that failed or ended",
            fix: "Run it again, or on one thread: threads: 1.",
          },
          error,
        );
      }
    },
    release: others.dismiss,
  };
  forgotten.register(runner, others);
  return runner;
}
