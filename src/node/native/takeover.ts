import type { NativeProgram } from "../../compile/c/native.ts";
import type { Graph } from "../../graph/node.ts";
import type { Program, Programs } from "../../run/backend.ts";
import type { Compiled } from "../../run/compile.ts";
import type { Opened } from "../../run/wasm.ts";
import type { Job } from "./build.ts";
import { type Hands, handsFor } from "./crew.ts";
import type { NativeThreads } from "./threads.ts";

/** When native code takes over from WebAssembly. */
export interface Policy extends Partial<NativeThreads> {
  /** Starts to build programs beside the run; `left` says how many milliseconds the rest of it will take. */
  begin(programs: readonly NativeProgram[], left: () => number): Job;
  /** Milliseconds of steps to have seen before the rest of the run is estimated. */
  readonly settling: number;
  /** Milliseconds of steps left from which a look into the cache pays. */
  readonly worthLooking: number;
  /** Whether native code is built so that products are added with one rounding where the processor can. */
  readonly fused: boolean;
  /** Calls after which native code must have been faster, or WebAssembly goes on; 0: it need not be. */
  readonly trial: number;
}

/** What native code is rendered from: the kernels and the places that the module has. */
export const programOf = (compiled: Compiled, threads = 1): NativeProgram => ({
  schedules: compiled.schedules,
  plan: compiled,
  threads,
});

/** How fast steps of a schedule were, at best. */
interface Seen {
  readonly wasm: number;
  readonly native: number;
  readonly calls: number;
}

const unseen: Seen = { wasm: Infinity, native: Infinity, calls: 0 };

/**
 * Programs that begin in WebAssembly and go on natively from some call on, in the same memory. Both keep the same plan
 * and give the same bits, so that this may be between any two calls, back as well.
 *
 * @param runs steps of the whole run
 * @param first a build that has begun, where it is not to wait for an estimate
 */
export function takingOver<Graphs extends readonly Graph[]>(
  { programs, compiled, memory }: Opened<Graphs>,
  runs: number,
  policy: Policy,
  first?: Job,
): Programs<Graphs> {
  const bytes = new Uint8Array(memory.buffer);
  const seen: Seen[] = programs.map(() => unseen);
  let [steps, spent] = [0, 0];
  let job = first;
  let hands: Hands | undefined;
  let isOver = false;
  let isFused = false;
  let obstacle: string | undefined;

  const left = (): number => (runs - steps) * (spent / Math.max(1, steps));

  /** Asks what the build came to; begins it when the rest of the run is worth it. */
  function look(): void {
    if (isOver || hands) return;
    if (!job) {
      if (spent < policy.settling || left() < policy.worthLooking) return;
      job = policy.begin([programOf(compiled, policy.threads)], left);
    }
    const { built } = job;
    if (!built) return;
    if ("codes" in built) {
      const code = built.codes[0]!;
      code.once(bytes);
      isFused = policy.fused && code.fused === true;
      hands = handsFor(code, policy.triesThreads);
    } else {
      obstacle = built.obstacle;
      isOver = true;
    }
  }

  /** Remembers how long steps took; after some native ones, decides who goes on. */
  function took(schedule: number, count: number, milliseconds: number): void {
    steps += count;
    spent += milliseconds;
    const each = milliseconds / Math.max(1, count);
    const { wasm, native, calls } = seen[schedule]!;
    if (!hands) seen[schedule] = { wasm: Math.min(wasm, each), native, calls };
    else seen[schedule] = { wasm, native: Math.min(native, each), calls: calls + 1 };
    if (!hands || isOver) return;
    const tried = seen[schedule]!;
    if (tried.calls < policy.trial) return;
    isOver = true;
    // Whoever goes on needs the threads of the other no more.
    if (policy.trial > 0 && tried.native > tried.wasm) {
      hands!.release();
      hands = undefined;
    } else programs[0]!.release();
  }

  look();
  const noteOf = (program: Program): string | undefined => {
    if (hands) return undefined;
    if (job && !job.built) return "WebAssembly so far, because the C compiler has not ended";
    return obstacle === undefined ? program.note : `WebAssembly alone, because ${obstacle}`;
  };

  return programs.map(
    (program, schedule): Program => ({
      get backend() {
        return hands ? "native" : program.backend;
      },
      get threads() {
        return hands ? hands.threads() : program.threads;
      },
      get note() {
        return noteOf(program);
      },
      get fused() {
        return hands ? isFused : program.fused;
      },
      input: program.input,
      set: program.set,
      run(count = 1, first = 0) {
        look();
        const began = performance.now();
        const done = hands ? hands.run(schedule, bytes, first, count) : program.run(count, first);
        took(schedule, done, performance.now() - began);
        return done;
      },
      read: program.read,
      record: program.record,
      release() {
        program.release();
        hands?.release();
        job?.cancel();
        isOver = true;
      },
      trace: program.trace,
    }),
  ) as unknown as Programs<Graphs>;
}
