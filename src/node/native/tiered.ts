import { choosing } from "../../run/auto.ts";
import type { Backend } from "../../run/backend.ts";
import type { Compiled } from "../../run/compile.ts";
import { opened } from "../../run/wasm.ts";
import { workOf } from "../../run/work.ts";
import type { Job } from "./build.ts";
import { type Policy, takingOver } from "./takeover.ts";
import { type NativeThreads, nativeThreads } from "./threads.ts";

/**
 * Milliseconds that gcc 12 at -O2 takes on a 2.5 GHz core: to begin and to link, and for each character of the source.
 */
const compileTime = (length: number): number => 100 + length / 100;

/**
 * Milliseconds of steps left from which it pays to render the source, which is then looked for in the cache: a kernel
 * takes this thread 1 at most, and so does each of its parts. They are to be a tenth of the rest.
 */
const worthRendering = ({ schedules }: Compiled, threads: number): number =>
  10 * threads * new Set(schedules.flatMap(({ once, step, update }) => [...once, ...step, ...update])).size;

/**
 * Whether a run with so many milliseconds left in WebAssembly is worth compiling for. Native code saves a third to
 * three quarters of them; a run that would save less than the compiler takes is not worth a second core.
 */
export const isWorthCompiling = (left: number, length: number): boolean => left > 2 * compileTime(length);

/** Builds beside the run. What renders and compiles is read only now: most runs do without. */
const beside: Policy["begin"] = (programs, left) => {
  let job: Job | undefined;
  let isGivenUp = false;
  const begin = async (): Promise<void> => {
    const { buildBeside } = await import("./build.ts");
    const isWorthIt = (length: number): boolean => isWorthCompiling(left(), length);
    if (!isGivenUp) job = buildBeside({ programs, isWorthIt });
  };
  // A run does without what cannot be read, a file of this program's own among it.
  begin().catch((error: unknown) => {
    job = { built: { obstacle: `the compiler could not be called (${error})` }, cancel() {} };
  });
  return {
    get built() {
      return job?.built;
    },
    cancel() {
      isGivenUp = true;
      job?.cancel();
    },
  };
};

const policyFor = (compiled: Compiled, crew: NativeThreads): Policy => ({
  begin: beside,
  settling: 50,
  worthLooking: worthRendering(compiled, crew.threads),
  fused: false,
  ...crew,
  trial: 5,
});

/**
 * Work of a run, in elements computed or multiplied and added, that native code may come to: some seconds of
 * WebAssembly.
 */
const worthRounding = 2e10;

const swapping: Backend = {
  name: "tiered",
  prepare(graphs, how) {
    // Two ways to round may not follow each other in one run, or it would have other bits each time. So a run that is
    // long enough for native code, which gains more than one rounding less, is exact from the start.
    const isLong = workOf(graphs[0]!) * (how?.runs ?? 1) >= worthRounding;
    if (how?.fast && !isLong) return opened(graphs, how).programs;
    const start = opened(graphs, { ...how, fast: false });
    return takingOver(start, how?.runs ?? 1, policyFor(start.compiled, nativeThreads(graphs, how)));
  },
};

/**
 * What suits the work: the interpreter for little, WebAssembly for more; and where much is left to do, native code is
 * compiled beside the run and takes over between two steps. If it turns out to be no faster, WebAssembly goes on. All
 * give the same bits, so that only the clock can tell. Needs what `native` needs, and does without where that is not
 * there.
 *
 * @example
 * const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
 * const { x, y } = planar({ samples: 100 });
 * const { engine } = await model.fit(x, y, { epochs: 10, backend: tiered });
 * engine.backend; // "interpreter"
 */
export const tiered: Backend = choosing("tiered", swapping);
