import { createRequire } from "node:module";
import type { NativeProgram } from "../../compile/c/native.ts";
import { fusesName, notesOfPrograms, onceName, runName } from "../../compile/c/native.ts";
import { codeOf } from "../readFile.ts";

/** Threads beside the caller's own, inside an object. */
export interface NativeCrew {
  /** How many there are with the caller's: fewer than the steps have parts where the system gave no more. */
  readonly threads: number;
  /** Where the object keeps them. */
  readonly place: unknown;
  /** Ends them, and waits for that. */
  end(): void;
}

/** The functions of a compiled program, over memory that the caller has. */
export interface NativeCode {
  /** Threads that steps are parted among. */
  readonly threads: number;
  /** Whether its products are added with one rounding. */
  readonly fused?: boolean;
  /** Starts threads for it, where steps have more than one part. */
  start?(): NativeCrew;
  once(memory: Uint8Array): void;
  /** Runs steps of a schedule, all parts of them on this thread where there is no crew; returns how many took effect. */
  run(schedule: number, memory: Uint8Array, first: number, count: number, crew?: NativeCrew): number;
}

export type Koffi = Pick<typeof import("koffi"), "load" | "address" | "version">;

/** The package that calls compiled code, or why it is not there. */
export function findKoffi(
  load: (name: string) => unknown = createRequire(import.meta.url),
): { readonly koffi: Koffi } | { readonly koffi: undefined; readonly obstacle: string } {
  try {
    return { koffi: load("koffi") as Koffi };
  } catch (error) {
    const [said] = (error as Error).message.split("\n");
    const isMissing = codeOf(error) === "MODULE_NOT_FOUND" && said!.includes("'koffi'");
    const obstacle = isMissing ? "is not installed" : `cannot be loaded (${said})`;
    return { koffi: undefined, obstacle: `the package koffi ${obstacle}` };
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
  const bench = aligned(koffi, notesOfPrograms(programs));
  const fused = library.func(`int32_t ${fusesName}(void)`)() === 1;
  const start = programs.some(({ threads = 1 }) => threads > 1) ? crewsOf(library) : undefined;
  return programs.map(({ schedules, threads = 1 }, p) => {
    const once = library.func(`void ${onceName(p)}(void *memory, void *notes)`);
    const crew = threads > 1 ? ", void *crew" : "";
    const runs = schedules.map((_, s) =>
      library.func(
        `int32_t ${runName(p, s)}(void *memory, void *notes, int32_t first, int32_t count${crew})`,
      ),
    );
    return {
      threads,
      fused,
      ...(start && threads > 1 ? { start: () => start(threads) } : {}),
      once: (memory) => void once(memory, bench),
      run(schedule, memory, first, count, crew) {
        const more = threads > 1 ? [crew?.place ?? null] : [];
        return runs[schedule]!(memory, bench, first, count, ...more) as number;
      },
    };
  });
}

/** Starts threads in an object. */
function crewsOf(library: ReturnType<Koffi["load"]>): (threads: number) => NativeCrew {
  const start = library.func("void *crew_start(int32_t threads)");
  const size = library.func("int32_t crew_size(void *crew)");
  const end = library.func("void crew_end(void *crew)");
  return (threads) => {
    const place = start(threads) as unknown;
    return { threads: size(place) as number, place, end: () => void end(place) };
  };
}

const cacheLine = 64;

/** Zeroed memory that begins with a cache line, so that no vector lies across two. */
function aligned(koffi: Koffi, bytes: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(bytes + cacheLine);
  const past = Number(koffi.address(memory) % BigInt(cacheLine));
  return memory.subarray((cacheLine - past) % cacheLine).subarray(0, bytes);
}
