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

export function handsFor(code: NativeCode): Hands {
  let crew: NativeCrew | undefined;
  let isAlone = code.start === undefined;
  const hands: Hands = {
    threads: () => (isAlone ? 1 : (crew?.threads ?? code.threads)),
    run(schedule, memory, first, count) {
      if (!isAlone && !crew) {
        crew = code.start!();
        if (started.size === 0) process.once("exit", endAll);
        started.add(crew);
        forgotten.register(hands, crew);
      }
      return code.run(schedule, memory, first, count, crew);
    },
    release() {
      isAlone = true;
      if (crew) end(crew);
      crew = undefined;
    },
  };
  return hands;
}
