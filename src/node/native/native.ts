import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TypedArray, viewOf } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { initialArrays, type NativeProgram } from "../../compile/c/native.ts";
import type { Buffer } from "../../compile/kernel.ts";
import { lower } from "../../compile/lower.ts";
import { plan } from "../../compile/plan.ts";
import { single } from "../../compile/sequence.ts";
import { type Graph, inputsOf, type Node } from "../../graph/node.ts";
import type { Backend, Preparation, Program, Programs } from "../../run/backend.ts";
import { fill } from "../../run/fill.ts";
import { type Compiler, findCompiler } from "./compiler.ts";
import { aligned, load, type NativeCode, type Workshop } from "./library.ts";

export interface NativeOptions {
  /** The compiler's command. Default: the variable CC, else `cc`. */
  readonly compiler?: string;
  /** float32 in a vector: 1, 2, 4, 8 or 16. Default: as many as the processor has. */
  readonly lanes?: number;
}

/**
 * A backend that renders graphs as C, compiles them and loads the result; the same bits as the interpreter. Objects
 * lie in a folder of their own, which goes when the process ends.
 *
 * @throws ChainruleError `usage` where there is no compiler, or the package koffi is not installed
 */
export async function nativeBackend(options: NativeOptions = {}): Promise<Backend> {
  const workshop = await openWorkshop(options);
  return {
    name: "native",
    prepare(graphs, how) {
      const program = programOf(graphs, how);
      const [code] = load([program], workshop);
      return preparedPrograms(graphs, program, code!, workshop) as unknown as Programs<typeof graphs>;
    },
  };
}

/** Finds what compiling and loading take. */
export async function openWorkshop({ compiler: command, lanes }: NativeOptions): Promise<Workshop> {
  const compiler = findCompiler(command) ?? withoutCompiler(command);
  const koffi = await import("koffi").catch((error: unknown) => withoutKoffi(error));
  const folder = mkdtempSync(join(tmpdir(), "chainrule-native-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { koffi: koffi.default ?? koffi, compiler, folder, lanes };
}

const withoutCompiler = (command = process.env.CC || "cc"): Compiler =>
  fail("usage", {
    who: "native",
    expected: "a C compiler",
    got: `no command ${command} that runs`,
    fix: "Install gcc or clang, or name one by the variable CC.",
  });

const withoutKoffi = (error: unknown): never =>
  fail(
    "usage",
    {
      who: "native",
      expected: "the package koffi, which loads compiled code",
      got: "none",
      fix: "Run npm install koffi.",
    },
    error,
  );

/** Graphs lowered, and their arrays placed in one memory. */
export function programOf(graphs: readonly Graph[], how: Preparation | undefined): NativeProgram<Node> {
  const shared = new Map<string, Buffer>();
  const schedules = graphs.map((graph) => lower(graph, { ...single, ...how }, shared));
  return { schedules, plan: plan(schedules) };
}

/** A program for each graph, on memory that all of them share. */
export function preparedPrograms(
  graphs: readonly Graph[],
  program: NativeProgram<Node>,
  code: NativeCode,
  { koffi }: Pick<Workshop, "koffi">,
): readonly Program[] {
  const memory = aligned(koffi, Math.max(1, program.plan.bytes));
  const viewAt = ({ dtype, length }: Buffer, offset: number): TypedArray =>
    viewOf(dtype, memory.buffer, memory.byteOffset + offset, length);
  const views = new Map(
    [...program.plan.offsets].map(([buffer, offset]) => [buffer, viewAt(buffer, offset)]),
  );
  for (const [buffer, values] of initialArrays(program)) views.get(buffer)!.set(values);
  code.once(memory);
  return program.schedules.map(({ inputs, records, bufferOf }, schedule): Program => {
    const nodes = new Map(inputsOf(graphs[schedule]!).map((node) => [node.name!, node]));
    const viewFor = (buffer: Buffer | undefined) => buffer && views.get(buffer);
    return {
      backend: "native",
      threads: 1,
      input: (name) => viewFor(inputs.get(name)),
      set: (name, data) => fill(nodes.get(name), viewFor(inputs.get(name)), data),
      run: (count = 1, first = 0) => code.run(schedule, memory, first, count),
      read: (output) => viewFor(bufferOf.get(graphs[schedule]!.outputs[output]!))!,
      record: (output) => viewFor(records.get(output))!,
      release() {},
      *trace() {
        for (const [node, buffer] of bufferOf) yield [node, views.get(buffer)!] as const;
      },
    };
  });
}
