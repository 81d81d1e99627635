import type { Kernel, Schedule } from "../kernel.ts";
import type { Plan } from "../plan.ts";
import { argReduce } from "./argReduce.ts";
import { type Code, type ModuleBuilder, moduleBuilder } from "./assembler/module.ts";
import type { Context } from "./context.ts";
import { copy } from "./copy.ts";
import { counter } from "./counter.ts";
import { map } from "./map.ts";
import { matmul } from "./matmul.ts";
import { reduce } from "./reduce.ts";
import { reduceByTable } from "./reduceColumns.ts";
import { gather, oneHot, scatter } from "./rows.ts";

const writers: {
  readonly [K in Kernel["kind"]]: (context: Context, kernel: Extract<Kernel, { kind: K }>) => void;
} = { map, reduce, reduceByTable, argReduce, matmul, copy, gather, scatter, oneHot, counter };

export const pageBytes = 65536;

/**
 * The module of a schedule: `once` and `step`, each a call for every kernel. A function per kernel lets the engine
 * optimize one while another still runs.
 */
export function generate(schedule: Schedule<unknown>, { offsets, bytes }: Plan): ModuleBuilder {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const module = moduleBuilder({ memory: { initialPages: pages } });
  for (const buffer of schedule.buffers)
    if (buffer.initial) module.data(offsets.get(buffer)!, new Uint8Array(buffer.initial.slice().buffer));
  for (const phase of ["once", "step"] as const) {
    const functions = schedule[phase].map((kernel, i) =>
      module.func([], [], `${phase}${i} ${kernel.kind} ${kernel.out.name}`, (code: Code) =>
        writers[kernel.kind]({ code, at: (buffer) => offsets.get(buffer)! }, kernel as never),
      ),
    );
    module.func(
      [],
      [],
      phase,
      (code) => {
        for (const each of functions) code.emit("call", each);
      },
      true,
    );
  }
  return module;
}
