import type { Backend } from "./backend.ts";
import { obstacleToCompiling } from "./engine.ts";
import { interpreter } from "./interpreter.ts";
import { wasm } from "./wasm.ts";
import { workOf } from "./work.ts";

/**
 * Work that is worth compiling for, in elements computed (or multiplied and added) in all runs. Compiling takes the
 * time the interpreter needs for about this much: 30 to 60 ms on a 2.5 GHz core.
 */
const worthCompiling = 2e7;

/** Elements that the interpreter computes in the time it needs to begin with a node, 0.6 microseconds. */
const nodeOverhead = 300;

/**
 * The default: WebAssembly where there is enough to do, the interpreter for the rest and where the engine has no
 * 128-bit instructions or the page forbids compiling. Both give the same bits, so only the clock can tell.
 *
 * @example
 * const x = input("x", [3]);
 * const [program] = auto.prepare([{ outputs: { y: ops.square(x) }, updates: [] }]);
 * program.backend; // "interpreter"
 */
export const auto: Backend = choosing("auto", wasm);

/** The interpreter for little work, and a backend that compiles for more. */
export function choosing(name: string, compiled: Backend): Backend {
  return {
    name,
    prepare(graphs, how) {
      const isWorthIt = workOf(graphs[0]!, nodeOverhead) * (how?.runs ?? 1) >= worthCompiling;
      const obstacle = isWorthIt ? obstacleToCompiling() : undefined;
      if (isWorthIt && obstacle === undefined) return compiled.prepare(graphs, how);
      const programs = interpreter.prepare(graphs, how);
      if (obstacle === undefined) return programs;
      const note = `interpreted, because ${obstacle}`;
      return programs.map((program) => ({ ...program, note })) as unknown as typeof programs;
    },
  };
}
