import type { Kernel, Schedule } from "../kernel.ts";
import type { Plan } from "../plan.ts";
import { argReduce } from "./argReduce.ts";
import { type Code, type ModuleBuilder, moduleBuilder, type WasmFunction } from "./assembler/module.ts";
import { advance, type Context, copyOf } from "./context.ts";
import { copy } from "./copy.ts";
import { counter } from "./counter.ts";
import { map } from "./map.ts";
import { matmul } from "./matmul.ts";
import { reduce } from "./reduce.ts";
import { reduceByTable } from "./reduceColumns.ts";
import { gather, oneHot, scatter } from "./rows.ts";
import { record, stream } from "./steps.ts";

const writers: {
  readonly [K in Kernel["kind"]]: (context: Context, kernel: Extract<Kernel, { kind: K }>) => void;
} = { map, reduce, reduceByTable, argReduce, matmul, copy, gather, scatter, oneHot, counter, stream, record };

export const pageBytes = 65536;

/** What a module exports: what to call once, and for each schedule a function that runs some of its steps. */
export interface Exports {
  once(): void;
  /** Runs `count` steps from step `first` on; returns how many took effect. */
  readonly [run: `run${number}`]: (first: number, count: number) => number;
}

/**
 * The module of some schedules that share one memory. A function per kernel lets the engine optimize one while
 * another still runs.
 */
export function generate(schedules: readonly Schedule<unknown>[], { offsets, bytes }: Plan): ModuleBuilder {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const module = moduleBuilder({ memory: { initialPages: pages } });
  for (const buffer of new Set(schedules.flatMap(({ buffers }) => buffers)))
    if (buffer.initial) module.data(offsets.get(buffer)!, new Uint8Array(buffer.initial.slice().buffer));

  const functionsOf = (kernels: readonly Kernel[], phase: string): WasmFunction[] =>
    kernels.map((kernel, i) =>
      module.func(["step: i32"], [], `${phase}${i} ${kernel.kind} ${kernel.out.name}`, (code, step) =>
        writers[kernel.kind]({ code, step, at: (buffer) => offsets.get(buffer)! }, kernel as never),
      ),
    );

  const once = functionsOf(
    schedules.flatMap((schedule) => schedule.once),
    "once",
  );
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
  for (const [i, { step, update, guard }] of schedules.entries()) {
    const [computing, updating] = [functionsOf(step, `step${i}.`), functionsOf(update, `update${i}.`)];
    module.func(
      ["first: i32", "count: i32"],
      ["i32"],
      `run${i}`,
      (code, first, count) => {
        const now = copyOf(code, first, "now");
        const call = (each: WasmFunction) => {
          code.emit("local.get", now);
          code.emit("call", each);
        };
        code.block((end) => {
          code.loop((again) => {
            for (const each of computing) call(each);
            if (guard) {
              isNotFinite(code, guard.dtype === "float32" ? "f32" : "f64", offsets.get(guard)!);
              code.emit("br_if", end);
            }
            for (const each of updating) call(each);
            advance(code, now, 1);
            done(code);
            code.emit("local.get", count);
            code.emit("i32.lt_u");
            code.emit("br_if", again);
          });
        });
        done(code);

        function done(code: Code): void {
          code.emit("local.get", now);
          code.emit("local.get", first);
          code.emit("i32.sub");
        }
      },
      true,
    );
  }
  return module;
}

/** Whether the number at an address is infinite or NaN: only then is it not itself when multiplied by 0 and added. */
function isNotFinite(code: Code, type: "f32" | "f64", address: number): void {
  for (let i = 0; i < 2; i++) {
    code.emit("i32.const", address);
    code.emit(`${type}.load`);
  }
  code.emit(`${type}.sub`);
  code.emit(`${type}.const`, 0);
  code.emit(`${type}.ne`);
}
