import { auto, choosing } from "../../run/auto.ts";
import type { Backend } from "../../run/backend.ts";
import type { Compiled } from "../../run/compile.ts";
import { obstacleToCompiling } from "../../run/engine.ts";
import { opened } from "../../run/wasm.ts";
import { workOf } from "../../run/work.ts";
import { buildBeside, buildNow } from "./build.ts";
import { type Policy, programOf, takingOver } from "./takeover.ts";
import { nativeThreads } from "./threads.ts";

/**
 * Renders graphs as C, compiles them, and runs nothing before that is done; the same bits as the interpreter. Needs a C
 * compiler (the variable CC, else `cc`) and the package koffi: without them WebAssembly runs, and the program's `note`
 * says why. What was compiled is kept in the user's cache folder.
 *
 * @example
 * const x = input("x", [3]);
 * const [program] = native.prepare([{ outputs: { y: ops.square(x) }, updates: [] }]);
 * program.set("x", [1, 2, 3]);
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const native: Backend = {
  name: "native",
  prepare(graphs, how) {
    if (obstacleToCompiling() !== undefined) return auto.prepare(graphs, how);
    const fused = how?.fast === true;
    const threads = nativeThreads(graphs, how);
    const begun = opened(graphs, { ...how, threads: 1 });
    const built = buildNow({ programs: [programOf(begun.compiled, threads)], fused });
    // WebAssembly's own threads are started only where they will run.
    const start = "codes" in built ? begun : opened(graphs, how);
    return takingOver(
      start,
      how?.runs ?? 1,
      { ...policyFor(start.compiled, threads), fused, trial: 0 },
      { built, cancel() {} },
    );
  },
};

/**
 * Milliseconds that gcc 12 at -O2 takes on a 2.5 GHz core: to begin and to link, and for each character of the source.
 */
const compileTime = (length: number): number => 100 + length / 100;

/**
 * Milliseconds of steps left from which it pays to render the source, which is then looked for in the cache: a kernel
 * takes this thread 1.5, and so does each of its parts; others wait for them. They are to be a tenth of the rest at most.
 */
const worthRendering = ({ schedules }: Compiled, threads: number): number =>
  15 * threads * new Set(schedules.flatMap(({ once, step, update }) => [...once, ...step, ...update])).size;

/**
 * Whether a run with so many milliseconds left in WebAssembly is worth compiling for. Native code saves a third to
 * three quarters of them; a run that would save less than the compiler takes is not worth a second core.
 */
export const isWorthCompiling = (left: number, length: number): boolean => left > 2 * compileTime(length);

const policyFor = (compiled: Compiled, threads: number): Policy => ({
  begin: (programs, left) =>
    buildBeside({ programs, isWorthIt: (length) => isWorthCompiling(left(), length) }),
  settling: 50,
  worthLooking: worthRendering(compiled, threads),
  fused: false,
  threads,
  trial: 5,
});

/**
 * Work of a run, in elements computed or multiplied and added, from which it pays to wait for the compiler: some
 * seconds of WebAssembly.
 */
const worthWaiting = 2e10;

const swapping: Backend = {
  name: "tiered",
  prepare(graphs, how) {
    // Two ways to round may not follow each other in one run, or it would have other bits each time.
    if (how?.fast && workOf(graphs[0]!) * (how.runs ?? 1) >= worthWaiting) return native.prepare(graphs, how);
    const start = opened(graphs, how);
    if (how?.fast) return start.programs;
    const policy = policyFor(start.compiled, nativeThreads(graphs, how));
    return takingOver(start, how?.runs ?? 1, policy);
  },
};

/**
 * What suits the work: the interpreter for little, WebAssembly for more; and where much is left to do, native code is
 * compiled beside the run and takes over between two steps. If it turns out to be no faster, WebAssembly goes on. All
 * give the same bits, so that only the clock can tell. Needs what {@link native} needs, and does without where that is
 * not there.
 *
 * @example
 * const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
 * const { x, y } = planar({ samples: 100 });
 * const { engine } = await model.fit(x, y, { epochs: 10, backend: tiered });
 * engine.backend; // "interpreter"
 */
export const tiered: Backend = choosing("tiered", swapping);
