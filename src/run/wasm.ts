import { type TypedArray, viewOf } from "../base/dtype.ts";
import type { Buffer, Schedule } from "../compile/kernel.ts";
import { single } from "../compile/sequence.ts";
import type { Exports } from "../compile/wasm/generate.ts";
import { type Graph, inputsOf, type Node } from "../graph/node.ts";
import type { Backend, Preparation, Program, Programs } from "./backend.ts";
import { type Compiled, compile } from "./compile.ts";
import { reasonForOneThread } from "./crew.ts";
import { hasFusedMultiplyAdd } from "./engine.ts";
import { fill } from "./fill.ts";
import { memoryOf } from "./memory.ts";
import { alone, type Runner, threadsWorth, together } from "./threads.ts";
import { workOf } from "./work.ts";

/**
 * Compiles graphs to a WebAssembly module for their shapes; the same bits as the interpreter.
 *
 * @example
 * const x = input("x", [3]);
 * const [program] = wasm.prepare([{ outputs: { y: ops.square(x) }, updates: [] }]);
 * program.set("x", [1, 2, 3]);
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const wasm: Backend = {
  name: "wasm",
  prepare: (graphs, how) => opened(graphs, how).programs,
};

/**
 * Programs, and where all that they know lies: other code that keeps the plan can go on with it between two runs.
 *
 * @internal A user's compiler may know no types of WebAssembly.
 */
export interface Opened<Graphs extends readonly Graph[]> {
  readonly programs: Programs<Graphs>;
  readonly compiled: Compiled;
  readonly memory: WebAssembly.Memory;
}

/**
 * Compiles graphs, and makes their memory ready.
 *
 * @internal
 */
export function opened<const Graphs extends readonly Graph[]>(
  graphs: Graphs,
  how: Preparation | undefined,
): Opened<Graphs> {
  const work = workOf(graphs[0]!);
  const wanted = how?.threads ?? threadsWorth(work, work * (how?.runs ?? 1));
  const lonely = wanted > 1 ? reasonForOneThread() : undefined;
  const note = lonely && `one thread, because ${lonely}`;
  const fused = how?.fast === true && hasFusedMultiplyAdd();
  const compiled = compile(
    graphs,
    { ...single, ...how },
    { threads: lonely === undefined ? wanted : 1, fused },
  );
  const { schedules, offsets, bytes, team, module } = compiled;
  const memory = memoryOf(bytes, team !== undefined);
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const code = instance.exports as unknown as Exports;
  const viewAt = ({ dtype, length }: Buffer, offset: number) => viewOf(dtype, memory.buffer, offset, length);
  const views = new Map([...offsets].map(([buffer, offset]) => [buffer, viewAt(buffer, offset)]));
  code.once();
  const runner = team ? together(code, module, memory, team) : alone(code);
  const programs = schedules.map((schedule, i) => ({
    ...programOf(graphs[i]!, schedule, views, runner, i),
    get threads() {
      return runner.threads();
    },
    ...(fused && { fused }),
    ...(note && { note }),
  })) as unknown as Programs<Graphs>;
  return { programs, compiled, memory };
}

function programOf(
  graph: Graph,
  { inputs, records, bufferOf }: Schedule<Node>,
  views: ReadonlyMap<Buffer, TypedArray>,
  runner: Runner,
  schedule: number,
): Omit<Program, "threads"> {
  const nodes = new Map(inputsOf(graph).map((node) => [node.name!, node]));
  const viewOf = (buffer: Buffer | undefined) => buffer && views.get(buffer);
  return {
    backend: "wasm",
    input: (name) => viewOf(inputs.get(name)),
    set: (name, data) => fill(nodes.get(name), viewOf(inputs.get(name)), data),
    run: (count = 1, first = 0) => runner.run(schedule, first, count),
    read: (output) => viewOf(bufferOf.get(graph.outputs[output]!))!,
    record: (output) => viewOf(records.get(output))!,
    release: runner.release,
    *trace() {
      for (const [node, buffer] of bufferOf) yield [node, views.get(buffer)!] as const;
    },
  };
}
