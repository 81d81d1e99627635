import type { Backend, Program } from "../../run/backend.ts";
import { opened } from "../../run/wasm.ts";
import { buildNow, workshop } from "./build.ts";
import { programOf, takingOver } from "./takeover.ts";
import { nativeThreads } from "./threads.ts";

/** A backend that looks at the clock. */
export interface Timed {
  readonly backend: Backend;
  /** Milliseconds of a step at best, over all calls; undefined before the first. */
  best(): number | undefined;
}

/**
 * Times the steps of another backend.
 *
 * @param enough called after the step that ends the given seconds, counted from the first one
 */
export function timed(on: Backend, seconds: number, enough: () => void): Timed {
  let best: number | undefined;
  let first: number | undefined;
  const watched = (program: Program): Program =>
    Object.assign(Object.create(program) as Program, {
      run(count = 1, from = 0) {
        const began = performance.now();
        first ??= began;
        const done = program.run(count, from);
        const ended = performance.now();
        best = Math.min(best ?? Infinity, (ended - began) / Math.max(1, done));
        if (ended - first >= seconds * 1000) enough();
        return done;
      },
    });
  return {
    backend: {
      name: on.name,
      prepare: (graphs, how) => on.prepare(graphs, how).map(watched) as never,
    },
    best: () => best,
  };
}

/** Native code that is compiled anew, and what that took. */
export interface Compiling {
  readonly backend: Backend;
  seconds(): number | undefined;
  /** Characters of the source. */
  length(): number | undefined;
  obstacle(): string | undefined;
}

/** Compiles whatever is prepared without a look into the cache, so that the time it takes can be told. */
export function compiledAnew(): Compiling {
  const shop = { ...workshop(), cache: undefined, loaded: new Map() };
  let seconds: number | undefined;
  let length: number | undefined;
  let obstacle: string | undefined;
  return {
    backend: {
      name: "native",
      prepare(graphs, how) {
        const start = opened(graphs, how);
        const programs = [programOf(start.compiled, nativeThreads(graphs, how).threads)];
        const began = performance.now();
        const isWorthIt = (characters: number): boolean => {
          length = characters;
          return true;
        };
        const built = buildNow({ programs, isWorthIt }, shop);
        if ("codes" in built) seconds = (performance.now() - began) / 1000;
        else obstacle = built.obstacle;
        const job = { built, cancel() {} };
        const policy = { begin: () => job, settling: 0, worthLooking: 0, fused: false, trial: 0 };
        return takingOver(start, how?.runs ?? 1, policy, job);
      },
    },
    seconds: () => seconds,
    length: () => length,
    obstacle: () => obstacle,
  };
}
