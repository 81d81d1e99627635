import { allocate, type DType, holds, type TypedArray, viewOf } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import type { Buffer } from "../compile/kernel.ts";
import { lower } from "../compile/lower.ts";
import { plan } from "../compile/plan.ts";
import { generate, pageBytes } from "../compile/wasm/generate.ts";
import { requireFit } from "../graph/evaluate.ts";
import { type Graph, inputsOf, type Node, rootsOf, topological } from "../graph/node.ts";
import type { Backend, Program } from "./backend.ts";

/** Pages a 32-bit memory can have. */
const mostPages = 65536;

/**
 * Compiles a graph to a WebAssembly module for its shapes; the same bits as the interpreter.
 *
 * @example
 * const x = input("x", [3]);
 * const program = wasm.prepare({ outputs: { y: ops.square(x) }, updates: [] });
 * program.bind("x", Float64Array.of(1, 2, 3));
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const wasm: Backend = { name: "wasm", prepare };

function prepare(graph: Graph): Program {
  const schedule = lower(graph);
  const { offsets, bytes } = plan(schedule.buffers);
  const memory = memoryOf(bytes);
  const module = new WebAssembly.Module(generate(schedule, { offsets, bytes }).bytes());
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { once, step } = exports as { once: () => void; step: () => void };
  const views = new Map<Buffer, TypedArray>();
  for (const [buffer, offset] of offsets)
    views.set(buffer, viewOf(buffer.dtype, memory.buffer, offset, buffer.length));
  const arrayOf = (node: Node): TypedArray => views.get(schedule.bufferOf.get(node)!)!;
  const inputs = new Map(inputsOf(graph).map((node) => [node.name!, node]));
  const bound = new Map<Node, TypedArray>();
  const tables = tablesOf(graph);
  const fresh = new Set<Node>();
  /** The caller's array of a state, or one of our own where none was bound. */
  const stateOf = (node: Node): TypedArray => {
    const state = bound.get(node) ?? allocate(node.dtype, sizeOf(node.shape));
    bound.set(node, state);
    return state;
  };
  once();

  return {
    backend: "wasm",
    bind(name, data) {
      const node = inputs.get(name);
      if (!node) return;
      requireFit(node, data);
      bound.set(node, asType(node.dtype, data));
      fresh.add(node);
    },
    run() {
      for (const [node, data] of bound) if (!tables.has(node) || fresh.has(node)) arrayOf(node).set(data);
      fresh.clear();
      step();
    },
    commit() {
      for (const { target, value } of graph.updates) stateOf(target).set(arrayOf(value));
      for (const { target } of graph.updates) arrayOf(target).set(stateOf(target));
    },
    read: (output) => arrayOf(graph.outputs[output]!),
    *trace() {
      for (const node of schedule.bufferOf.keys()) yield [node, arrayOf(node)] as const;
    },
  };
}

/** The array itself where it has the type, else a copy that has it. */
function asType(dtype: DType, data: TypedArray): TypedArray {
  if (holds(dtype, data)) return data;
  const copy = allocate(dtype, data.length);
  copy.set(data);
  return copy;
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

/**
 * Inputs that are only read a few rows at a time. They are copied into memory when they are bound; copying the
 * others at every run costs less than the run that reads them, and shows it what changed in them.
 */
function tablesOf(graph: Graph): Set<Node> {
  const nodes = topological(rootsOf(graph));
  const tables = new Set(nodes.filter(({ op }) => op.kind === "gather").map(({ inputs }) => inputs[0]!));
  for (const { op, inputs } of nodes)
    for (const other of op.kind === "gather" ? inputs.slice(1) : inputs) tables.delete(other);
  for (const other of [...rootsOf(graph), ...graph.updates.map(({ target }) => target)]) tables.delete(other);
  return tables;
}
