import { type TypedArray, viewOf } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import type { Buffer, Schedule } from "../compile/kernel.ts";
import { lower } from "../compile/lower.ts";
import { plan } from "../compile/plan.ts";
import { single } from "../compile/sequence.ts";
import { type Exports, generate, pageBytes } from "../compile/wasm/generate.ts";
import { type Graph, inputsOf, type Node } from "../graph/node.ts";
import type { Backend, Program, Programs } from "./backend.ts";
import { fill } from "./fill.ts";

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
    const { offsets, bytes } = plan(schedules);
    const memory = memoryOf(bytes);
    const module = new WebAssembly.Module(generate(schedules, { offsets, bytes }).bytes());
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const code = exports as unknown as Exports;
    const viewAt = ({ dtype, length }: Buffer, offset: number) =>
      viewOf(dtype, memory.buffer, offset, length);
    const views = new Map([...offsets].map(([buffer, offset]) => [buffer, viewAt(buffer, offset)]));
    code.once();
    return schedules.map((schedule, i) =>
      programOf(graphs[i]!, schedule, views, code[`run${i}`]!),
    ) as Programs<typeof graphs>;
  },
};

function programOf(
  graph: Graph,
  { inputs, records, bufferOf }: Schedule<Node>,
  views: ReadonlyMap<Buffer, TypedArray>,
  steps: (first: number, count: number) => number,
): Program {
  const nodes = new Map(inputsOf(graph).map((node) => [node.name!, node]));
  const viewOf = (buffer: Buffer | undefined) => buffer && views.get(buffer);
  return {
    backend: "wasm",
    input: (name) => viewOf(inputs.get(name)),
    set: (name, data) => fill(nodes.get(name), viewOf(inputs.get(name)), data),
    run: (count = 1, first = 0) => steps(first, count),
    read: (output) => viewOf(bufferOf.get(graph.outputs[output]!))!,
    record: (output) => viewOf(records.get(output))!,
    *trace() {
      for (const [node, buffer] of bufferOf) yield [node, views.get(buffer)!] as const;
    },
  };
}

function memoryOf(bytes: number): WebAssembly.Memory {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const fix = "Shrink the data, the batch or the layers.";
  if (pages > mostPages)
    fail("usage", { who: "wasm", expected: "a program of at most 4096 MiB", got: size, fix });
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail("usage", { who: "wasm", expected: `${size} of free memory`, got: "less", fix }, error);
  }
}
