import type { ModuleBuilder, WasmFunction } from "./assembler/module.ts";

/** Words of the memory that threads speak through, by their place in bytes. */
export const control = {
  /** Threads that have arrived at the barrier. */
  arrived: 0,
  /** Barriers passed by all. */
  generation: 4,
  /** Not 0 where a thread has failed, so that the others do not wait for it. */
  failed: 8,
  /** Threads that stand ready for a run. */
  ready: 12,
} as const;

/** Bytes of the words, a cache line. */
export const controlBytes = 64;

/** Looks at the generation before sleeping, about 20 microseconds: most kernels end closer together than that. */
const spins = 4000;

/** Threads that share the work of a program. */
export interface Team {
  readonly threads: number;
  /** The address of the words of {@link control}. */
  readonly control: number;
  /** Seconds after which a thread that does not arrive is taken for dead. */
  readonly patience: number;
}

/**
 * Waits until all threads have arrived: spins briefly, then sleeps, because pure spinning collapses where a core is
 * shared. Traps where another thread has failed, or does not come.
 */
export function barrier(module: ModuleBuilder, { threads, control: at, patience }: Team): WasmFunction {
  const { arrived, generation, failed } = control;
  return module.func([], [], "barrier", (code) => {
    const [mine, left] = [code.local("i32", "mine"), code.local("i32", "left")];
    const load = (word: number) => {
      code.emit("i32.const", at + word);
      code.emit("i32.atomic.load");
    };
    const isOver = () => {
      load(generation);
      code.emit("local.get", mine);
      code.emit("i32.ne");
      load(failed);
      code.emit("i32.or");
    };
    load(generation);
    code.emit("local.set", mine);
    code.emit("i32.const", at + arrived);
    code.emit("i32.const", 1);
    code.emit("i32.atomic.rmw.add");
    code.emit("i32.const", threads - 1);
    code.emit("i32.eq");
    code.if(
      () => {
        code.emit("i32.const", at + arrived);
        code.emit("i32.const", 0);
        code.emit("i32.atomic.store");
        code.emit("i32.const", at + generation);
        code.emit("i32.const", 1);
        code.emit("i32.atomic.rmw.add");
        code.emit("drop");
        code.emit("i32.const", at + generation);
        code.emit("i32.const", threads);
        code.emit("memory.atomic.notify");
        code.emit("drop");
      },
      () => {
        code.emit("i32.const", spins);
        code.emit("local.set", left);
        code.block((over) => {
          code.loop((again) => {
            isOver();
            code.emit("br_if", over);
            code.emit("local.get", left);
            code.emit("i32.const", 1);
            code.emit("i32.sub");
            code.emit("local.tee", left);
            code.emit("br_if", again);
          });
          code.loop((again) => {
            code.emit("i32.const", at + generation);
            code.emit("local.get", mine);
            code.emit("i64.const", BigInt(Math.round(patience * 1e9)));
            code.emit("memory.atomic.wait32");
            code.emit("i32.const", 2);
            code.emit("i32.eq");
            code.if(() => code.emit("unreachable"));
            isOver();
            code.emit("i32.eqz");
            code.emit("br_if", again);
          });
        });
      },
    );
    load(failed);
    code.if(() => code.emit("unreachable"));
  });
}
