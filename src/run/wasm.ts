import { type TypedArray, viewOf } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import type { Buffer, Schedule } from "../compile/kernel.ts";
import { lower } from "../compile/lower.ts";
import { plan } from "../compile/plan.ts";
import { single } from "../compile/sequence.ts";
import { controlBytes } from "../compile/wasm/barrier.ts";
import { type Exports, generate, pageBytes } from "../compile/wasm/generate.ts";
import { type Graph, inputsOf, type Node } from "../graph/node.ts";
import type { Backend, Program, Programs } from "./backend.ts";
import { reasonForOneThread } from "./crew.ts";
import { fill } from "./fill.ts";
import { alone, patienceFor, type Runner, threadsWorth, together } from "./threads.ts";
import { workOf } from "./work.ts";

/** Pages a 32-bit memory can have. */
const mostPages = 65536;

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
  prepare(graphs, how) {
    const shared = new Map<string, Buffer>();
    const schedules = graphs.map((graph) => lower(graph, { ...single, ...how }, shared));
    const work = workOf(graphs[0]!);
    const wanted = how?.threads ?? threadsWorth(work);
    const lonely = wanted > 1 ? reasonForOneThread() : undefined;
    const threads = lonely === undefined ? wanted : 1;
    const note = lonely && `one thread, because ${lonely}`;
    const { offsets, bytes } = plan(schedules);
    const team = threads > 1 ? { threads, control: bytes, patience: patienceFor(work) } : undefined;
    const memory = memoryOf(bytes + (team ? controlBytes : 0), team !== undefined);
    const module = new WebAssembly.Module(generate(schedules, { offsets, bytes }, team).bytes());
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    const code = instance.exports as unknown as Exports;
    const viewAt = ({ dtype, length }: Buffer, offset: number) =>
      viewOf(dtype, memory.buffer, offset, length);
    const views = new Map([...offsets].map(([buffer, offset]) => [buffer, viewAt(buffer, offset)]));
    code.once();
    const runner = team ? together(code, module, memory, team) : alone(code);
    return schedules.map((schedule, i) => ({
      ...programOf(graphs[i]!, schedule, views, runner, i),
      get threads() {
        return runner.threads();
      },
      ...(note ? { note } : {}),
    })) as unknown as Programs<typeof graphs>;
  },
};

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

function memoryOf(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const fix = "Shrink the data, the batch or the layers.";
  if (pages > mostPages)
    fail("usage", { who: "wasm", expected: "a program of at most 4096 MiB", got: size, fix });
  try {
    return new WebAssembly.Memory({ initial: pages, ...(shared ? { maximum: pages, shared } : {}) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail("usage", { who: "wasm", expected: `${size} of free memory`, got: "less", fix }, error);
  }
}
