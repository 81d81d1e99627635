import { moduleBuilder } from "../compile/wasm/assembler/module.ts";
import type { Backend } from "./backend.ts";
import { interpreter } from "./interpreter.ts";
import { wasm } from "./wasm.ts";
import { workOf } from "./work.ts";

/**
 * Work that is worth compiling for, in elements computed (or multiplied and added) in all runs. Compiling takes the
 * time the interpreter needs for about this much: 30 to 60 ms on a 2.5 GHz core.
 */
const worthCompiling = 2e7;

/**
 * The default: WebAssembly where there is enough to do, the interpreter for the rest and where the engine has no
 * 128-bit instructions or the page forbids compiling. Both give the same bits, so only the clock can tell.
 *
 * @example
 * const x = input("x", [3]);
 * const [program] = auto.prepare([{ outputs: { y: ops.square(x) }, updates: [] }]);
 * program.backend; // "interpreter"
 */
export const auto: Backend = {
  name: "auto",
  prepare(graphs, how) {
    const work = workOf(graphs[0]!) * (how?.runs ?? 1);
    const chosen = work >= worthCompiling && canCompile() ? wasm : interpreter;
    return chosen.prepare(graphs, how);
  },
};

let compiles: boolean | undefined;

/** Whether the engine takes 128-bit instructions, and lets this program compile. Asked once. */
function canCompile(): boolean {
  if (compiles === undefined) {
    const probe = moduleBuilder({ memory: { initialPages: 1 } });
    probe.func([], [], "probe", (code) => {
      code.emit("v128.const", new Float32Array(4));
      code.emit("drop");
    });
    try {
      compiles = new WebAssembly.Module(probe.bytes()) instanceof WebAssembly.Module;
    } catch {
      compiles = false;
    }
  }
  return compiles;
}
