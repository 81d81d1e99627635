import type { NativeCode, NativeCrew } from "./library.ts";

/** Who runs the steps of some programs: the caller, and the threads that are started for the first of them. */
export interface Hands {
  /** Threads that the next run takes place on. */
  threads(): number;
  run(schedule: number, memory: Uint8Array, first: number, count: number): number;
  /** Ends the threads; further runs do without them. */
  release(): void;
}

/** Threads that sleep in an object are gone before Node gives the object up. */
const started = new Set<NativeCrew>();
const endAll = (): void => {
  for (const crew of started) end(crew);
};

function end(crew: NativeCrew): void {
  if (!started.delete(crew)) return;
  crew.end();
  if (started.size === 0) process.off("exit", endAll);
}

/** Ends the threads of programs that nobody released and nobody needs any more. */
const forgotten = new FinalizationRegistry<NativeCrew>(end);

/** Runs of the first schedule with threads, and as many without in turn, after which those go on that were faster. */
const trials = 3;

/**
 * @param tries whether to find out if other threads pay: they share processors with whatever else the machine does, and
 *     a step may be over before they have woken
 */
export function handsFor(code: NativeCode, tries = false): Hands {
  let crew: NativeCrew | undefined;
  let isAlone = code.start === undefined;
  let runs = tries ? 0 : 2 * trials;
  /** Milliseconds of a step at best, by whether it ran on this thread alone. */
  const best = [Infinity, Infinity];
  const hands: Hands = {
    threads: () => (isAlone ? 1 : (crew?.threads ?? code.threads)),
    run(schedule, memory, first, count) {
      if (isAlone) return code.run(schedule, memory, first, count);
      if (!crew) {
        crew = code.start!();
        if (started.size === 0) process.once("exit", endAll);
        started.add(crew);
        forgotten.register(hands, crew);
      }
      if (schedule > 0 || runs === 2 * trials) return code.run(schedule, memory, first, count, crew);
      const alone = runs++ % 2;
      const began = performance.now();
      const done = code.run(schedule, memory, first, count, alone ? undefined : crew);
      best[alone] = Math.min(best[alone]!, (performance.now() - began) / Math.max(1, done));
      if (runs === 2 * trials && best[1]! < best[0]!) hands.release();
      return done;
    },
    release() {
      isAlone = true;
      if (crew) end(crew);
      crew = undefined;
    },
  };
  return hands;
}
