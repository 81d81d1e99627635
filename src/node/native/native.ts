import { auto } from "../../run/auto.ts";
import type { Backend } from "../../run/backend.ts";
import { obstacleToCompiling } from "../../run/engine.ts";
import { opened } from "../../run/wasm.ts";
import { buildNow } from "./build.ts";
import { programOf, takingOver } from "./takeover.ts";
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
    const crew = nativeThreads(graphs, how);
    const begun = opened(graphs, { ...how, threads: 1 });
    const built = buildNow({ programs: [programOf(begun.compiled, crew.threads)], fused });
    const job = { built, cancel() {} };
    // WebAssembly's own threads are started only where they will run.
    const start = "codes" in built ? begun : opened(graphs, how);
    return takingOver(
      start,
      how?.runs ?? 1,
      { begin: () => job, settling: 0, worthLooking: 0, fused, ...crew, trial: 0 },
      job,
    );
  },
};
