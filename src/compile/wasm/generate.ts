import { bytesOf } from "../../base/dtype.ts";
import type { Buffer, Kernel, Schedule } from "../kernel.ts";
import { resultsOf } from "../operands.ts";
import type { Plan } from "../plan.ts";
import { type Stage, sharing } from "../share.ts";
import { argReduce } from "./argReduce.ts";
import { type Code, type ModuleBuilder, moduleBuilder, type WasmFunction } from "./assembler/module.ts";
import { barrier, controlBytes, type Team } from "./barrier.ts";
import { advance, type Context, copyOf } from "./context.ts";
import { copy } from "./copy.ts";
import { counter } from "./counter.ts";
import { map } from "./map.ts";
import { matmul } from "./matmul/matmul.ts";
import { sideBySide } from "./matmul/sideBySide.ts";
import { reduce } from "./reduce.ts";
import { reduceByTable } from "./reduceColumns.ts";
import { gather, oneHot, scatter } from "./rows.ts";
import { record, stream } from "./steps.ts";
import { unroll } from "./unrolled/unroll.ts";

const writers: {
  readonly [K in Kernel["kind"]]: (context: Context, kernel: Extract<Kernel, { kind: K }>) => void;
} = {
  map,
  reduce,
  reduceByTable,
  argReduce,
  matmul,
  products: sideBySide,
  copy,
  gather,
  scatter,
  oneHot,
  counter,
  stream,
  record,
};

export const pageBytes = 65536;

/** What a module exports: what to call once, and functions that run some steps of a schedule. */
export interface Exports {
  once(): void;
  /**
   * Runs `count` steps of a schedule from step `first` on; returns how many took effect. The name is that of
   * {@link runName}.
   */
  readonly [run: `run${string}`]: (first: number, count: number) => number;
}

/** The export that runs a schedule alone, or that one of several threads runs together with the others. */
export const runName = (schedule: number, thread?: number): `run${string}` =>
  thread === undefined ? `run${schedule}` : `run${schedule}.${thread}`;

/**
 * The module of some schedules that share one memory. A function per kernel lets the engine optimize one while
 * another still runs.
 */
export function generate(
  schedules: readonly Schedule<unknown>[],
  { offsets, bytes }: Plan,
  { team, fused = false }: { readonly team?: Team | undefined; readonly fused?: boolean } = {},
): ModuleBuilder {
  const pages = Math.max(1, Math.ceil((bytes + (team ? controlBytes : 0)) / pageBytes));
  const module = moduleBuilder({
    memory: { initialPages: pages, ...(team && { maximumPages: pages, shared: true }) },
  });
  const at = (buffer: Buffer): number => {
    const { within, dtype } = buffer;
    return within ? at(within.buffer) + within.from * bytesOf(dtype) : offsets.get(buffer)!;
  };
  for (const buffer of new Set(schedules.flatMap(({ buffers }) => buffers)))
    if (buffer.initial) module.data(at(buffer), new Uint8Array(buffer.initial.slice().buffer));

  const helpers = new Map<string, WasmFunction>();
  const helper: Context["helper"] = (name, params, body) => {
    const made = helpers.get(name) ?? module.func(params, [], name, body);
    helpers.set(name, made);
    return made;
  };
  const functions = new Map<Kernel, WasmFunction>();
  const functionOf = (kernel: Kernel): WasmFunction => {
    const known = functions.get(kernel);
    if (known) return known;
    const name = `${functions.size} ${kernel.kind} ${resultsOf(kernel)[0]!.name}`;
    const made = module.func(["step: i32"], [], name, (code, step) =>
      writers[kernel.kind]({ code, step, fused, at, helper }, kernel as never),
    );
    functions.set(kernel, made);
    return made;
  };

  const once = schedules.flatMap((schedule) => schedule.once.map(functionOf));
  module.func(
    [],
    [],
    "once",
    (code) => {
      for (const each of once) {
        code.emit("i32.const", 0);
        code.emit("call", each);
      }
    },
    true,
  );

  const wait = team && barrier(module, team);
  for (const [i, schedule] of schedules.entries()) {
    const { step, update, guard } = schedule;
    const guarded =
      guard && ({ type: guard.dtype === "float32" ? "f32" : "f64", address: at(guard) } as const);
    const callOf = (stage: Stage) => (stage === "barrier" ? wait! : functionOf(stage));
    const write = (
      name: string,
      computing: readonly Stage[],
      updating: readonly Stage[],
      ahead?: WasmFunction,
    ) => {
      const [first, last] = [computing, updating].map((stages) =>
        stages.map((stage) => ({ function: callOf(stage), takesStep: stage !== "barrier" })),
      ) as [Call[], Call[]];
      module.func(["first: i32", "count: i32"], ["i32"], name, stepLoop(first, guarded, last, ahead), true);
    };
    write(runName(i), step, update, unroll(runName(i), schedule, { module, at, functionOf }));
    if (!team) continue;
    const shared = sharing(team.threads, at);
    step.forEach(shared.add);
    if (guard) shared.readByAll(guard);
    const computing = shared.stages();
    update.forEach(shared.add);
    const updating = shared.stages(true);
    for (let t = 0; t < team.threads; t++) write(runName(i, t), computing[t]!, updating[t]!);
  }
  return module;
}

/** A function to call in a step. */
interface Call {
  readonly function: WasmFunction;
  readonly takesStep: boolean;
}

/**
 * The body of a function that runs `count` steps from `first` on, and returns how many came past the guard. `ahead`
 * runs steps in another way and returns as much.
 */
const stepLoop =
  (
    computing: readonly Call[],
    guard: { readonly type: "f32" | "f64"; readonly address: number } | undefined,
    updating: readonly Call[],
    ahead: WasmFunction | undefined,
  ) =>
  (code: Code, first: number, count: number): void => {
    const now = copyOf(code, first, "now");
    const run = (calls: readonly Call[]) => {
      for (const { function: called, takesStep } of calls) {
        if (takesStep) code.emit("local.get", now);
        code.emit("call", called);
      }
    };
    const done = () => {
      code.emit("local.get", now);
      code.emit("local.get", first);
      code.emit("i32.sub");
    };
    if (ahead) {
      // The last step is left to the loops, which put all that it computes into memory.
      code.emit("local.get", now);
      code.emit("local.get", first);
      code.emit("local.get", count);
      code.emit("i32.const", 1);
      code.emit("i32.sub");
      code.emit("call", ahead);
      code.emit("i32.add");
      code.emit("local.set", now);
    }
    code.block((end) => {
      code.loop((again) => {
        run(computing);
        if (guard) {
          isNotFinite(code, guard.type, guard.address);
          code.emit("br_if", end);
        }
        run(updating);
        advance(code, now, 1);
        done();
        code.emit("local.get", count);
        code.emit("i32.lt_u");
        code.emit("br_if", again);
      });
    });
    done();
  };

/** Whether the number at an address is infinite or NaN: only then is it not 0 when taken from itself. */
function isNotFinite(code: Code, type: "f32" | "f64", address: number): void {
  for (let i = 0; i < 2; i++) {
    code.emit("i32.const", address);
    code.emit(`${type}.load`);
  }
  code.emit(`${type}.sub`);
  code.emit(`${type}.const`, 0);
  code.emit(`${type}.ne`);
}
