import { type ModuleBuilder, moduleBuilder } from "../compile/wasm/assembler/module.ts";

/** Why this place cannot compile a program; undefined where it can. */
export const obstacleToCompiling = once((): string | undefined => {
  if (typeof WebAssembly === "undefined") return "this engine has no WebAssembly";
  const empty = moduleBuilder({ memory: { initialPages: 1 } });
  if (!compiles(empty))
    return "the page's content security policy forbids WebAssembly made at run time (script-src needs 'wasm-unsafe-eval')";
  return compiles(probe("f32x4.add")) ? undefined : "this engine's WebAssembly has no 128-bit instructions";
});

/** Whether the engine has the relaxed instructions, which may multiply and add with one rounding. */
export const hasFusedMultiplyAdd = once(() => compiles(probe("f32x4.relaxed_madd")));

/** A module with one instruction, on as many vectors as the largest of them takes. */
function probe(instruction: "f32x4.add" | "f32x4.relaxed_madd"): ModuleBuilder {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], [], "probe", (code) => {
    const operands = instruction === "f32x4.add" ? 2 : 3;
    for (let i = 0; i < operands; i++) code.emit("v128.const", new Float32Array(4));
    code.emit(instruction);
    code.emit("drop");
  });
  return module;
}

function compiles(module: ModuleBuilder): boolean {
  try {
    return new WebAssembly.Module(module.bytes()) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** The same question, asked once: the answer does not change while the program runs. */
function once<T>(ask: () => T): () => T {
  let known: { readonly answer: T } | undefined;
  return () => {
    known ??= { answer: ask() };
    return known.answer;
  };
}
