import type { NativeProgram } from "../../compile/c/native.ts";
import { nativeSource, notes, onceName, runName } from "../../compile/c/native.ts";
import { type Compiler, compileObject } from "./compiler.ts";

/** The functions of a compiled program, over memory that the caller has. */
export interface NativeCode {
  once(memory: Uint8Array): void;
  /** Runs steps of a schedule; returns how many took effect. */
  run(schedule: number, memory: Uint8Array, first: number, count: number): number;
}

export type Koffi = Pick<typeof import("koffi"), "load" | "address">;

/** How and where programs are compiled. */
export interface Workshop {
  readonly koffi: Koffi;
  readonly compiler: Compiler;
  readonly folder: string;
  readonly lanes?: number | undefined;
}

/** Compiles programs as one object and loads it. */
export function load(programs: readonly NativeProgram[], workshop: Workshop): readonly NativeCode[] {
  const { koffi } = workshop;
  const library = koffi.load(compileObject(nativeSource(programs), workshop));
  const bench = aligned(koffi, notes);
  return programs.map(({ schedules }, p) => {
    const once = library.func(`void ${onceName(p)}(void *memory, void *notes)`);
    const runs = schedules.map((_, s) =>
      library.func(`int32_t ${runName(p, s)}(void *memory, void *notes, int32_t first, int32_t count)`),
    );
    return {
      once: (memory) => void once(memory, bench),
      run: (schedule, memory, first, count) => runs[schedule]!(memory, bench, first, count) as number,
    };
  });
}

const cacheLine = 64;

/** Zeroed memory that begins with a cache line, so that no vector lies across two. */
export function aligned(koffi: Koffi, bytes: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(bytes + cacheLine);
  const past = Number(koffi.address(memory) % BigInt(cacheLine));
  return memory.subarray((cacheLine - past) % cacheLine).subarray(0, bytes);
}
