import { afterEach, expect, test, vi } from "vitest";
import { input, ops } from "../graph/build.ts";
import type { Graph } from "../graph/node.ts";
import { auto } from "./auto.ts";

const product = (n: number): Graph => ({
  outputs: { c: ops.matmul(input("a", [n, n], "float32"), input("b", [n, n], "float32")) },
  updates: [],
});

test("what is run once and small is interpreted; what is large, or run often, is compiled", () => {
  const chosen = (n: number, runs = 1) => auto.prepare([product(n)], { runs })[0].backend;
  expect([chosen(16), chosen(16, 10_000), chosen(300)]).toEqual(["interpreter", "wasm", "wasm"]);
  expect([chosen(1, 20_000), chosen(1, 30_000)]).toEqual(["interpreter", "wasm"]);
});

afterEach(() => vi.unstubAllGlobals());

const engine = WebAssembly;

/** What a fresh copy of the module says of a large program, in an engine that compiles only some modules. */
async function noteWhere(
  compiles: ((bytes: Uint8Array) => boolean) | undefined,
): Promise<string | undefined> {
  class Module {
    constructor(bytes: Uint8Array) {
      if (!compiles!(bytes)) throw new engine.CompileError("refused");
    }
  }
  vi.stubGlobal("WebAssembly", compiles && Object.create(engine, { Module: { value: Module } }));
  vi.resetModules();
  const { auto: fresh } = await import("./auto.ts");
  const [program] = fresh.prepare([product(300)]);
  expect(program.backend).toBe("interpreter");
  return program.note;
}

test("where compiling would pay and is not possible, the program says why it is interpreted", async () => {
  expect(await noteWhere(undefined)).toBe("interpreted, because this engine has no WebAssembly");
  expect(await noteWhere(() => false)).toContain(
    "content security policy forbids WebAssembly made at run time",
  );
  const v128 = 0xfd;
  expect(await noteWhere((bytes) => !bytes.includes(v128))).toBe(
    "interpreted, because this engine's WebAssembly has no 128-bit instructions",
  );
  expect(auto.prepare([product(16)])[0].note).toBeUndefined();
});
