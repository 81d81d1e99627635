import { createRequire } from "node:module";
import type { NativeProgram } from "../../compile/c/native.ts";
import { notes, onceName, runName } from "../../compile/c/native.ts";

/** The functions of a compiled program, over memory that the caller has. */
export interface NativeCode {
  /** Threads that its runs take place on. */
  readonly threads: number;
  once(memory: Uint8Array): void;
  /** Runs steps of a schedule; returns how many took effect. */
  run(schedule: number, memory: Uint8Array, first: number, count: number): number;
}

export type Koffi = Pick<typeof import("koffi"), "load" | "address" | "version">;

/** The package that calls compiled code; undefined where it is not installed, or has nothing for this machine. */
export function findKoffi(): Koffi | undefined {
  try {
    return createRequire(import.meta.url)("koffi") as Koffi;
  } catch {
    return undefined;
  }
}

/**
 * The functions of an object, one list for each program in it.
 *
 * @throws what the loader says of an object that is none
 */
export function functionsOf(
  koffi: Koffi,
  path: string,
  programs: readonly NativeProgram[],
): readonly NativeCode[] {
  const library = koffi.load(path);
  const bench = aligned(koffi, notes);
  return programs.map(({ schedules }, p) => {
    const once = library.func(`void ${onceName(p)}(void *memory, void *notes)`);
    const runs = schedules.map((_, s) =>
      library.func(`int32_t ${runName(p, s)}(void *memory, void *notes, int32_t first, int32_t count)`),
    );
    return {
      threads: 1,
      once: (memory) => void once(memory, bench),
      run: (schedule, memory, first, count) => runs[schedule]!(memory, bench, first, count) as number,
    };
  });
}

const cacheLine = 64;

/** Zeroed memory that begins with a cache line, so that no vector lies across two. */
function aligned(koffi: Koffi, bytes: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(bytes + cacheLine);
  const past = Number(koffi.address(memory) % BigInt(cacheLine));
  return memory.subarray((cacheLine - past) % cacheLine).subarray(0, bytes);
}
