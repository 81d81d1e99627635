import { allocate, type TypedArray } from "../base/dtype.ts";
import { sizeOf } from "../base/shape.ts";
import { type Sequence, single } from "../compile/sequence.ts";
import { evaluator } from "../graph/evaluate.ts";
import { type Graph, inputsOf } from "../graph/node.ts";
import type { Backend, Program, Programs } from "./backend.ts";
import { fill } from "./fill.ts";

/**
 * The reference: computes node by node and remembers every value.
 *
 * @example
 * const [program] = interpreter.prepare([{ outputs: { y: ops.square(input("x", [3])) }, updates: [] }]);
 * program.set("x", [1, 2, 3]);
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const interpreter: Backend = {
  name: "interpreter",
  prepare(graphs, how) {
    const shared = new Map<string, TypedArray>();
    return graphs.map((graph) => prepare(graph, { ...single, ...how }, shared)) as Programs<typeof graphs>;
  },
};

function prepare(graph: Graph, sequence: Sequence, shared: Map<string, TypedArray>): Program {
  const { capacity, streams, records, guard } = sequence;
  const evaluation = evaluator(graph);
  const nodes = new Map(inputsOf(graph).map((node) => [node.name!, node]));
  const inputs = new Map<string, TypedArray>();
  for (const [name, { dtype, shape }] of nodes) {
    const length = sizeOf(shape) * (streams.includes(name) ? capacity : 1);
    const key = `${name} ${dtype} ${length}`;
    const array = shared.get(key) ?? allocate(dtype, length);
    shared.set(key, array);
    inputs.set(name, array);
    if (!streams.includes(name)) evaluation.bind(name, array);
  }
  const read = (output: string): TypedArray => evaluation.valueOf(graph.outputs[output]!);
  const recorded = new Map(
    records.map((name) => {
      const { dtype, shape } = graph.outputs[name]!;
      return [name, allocate(dtype, sizeOf(shape) * capacity)];
    }),
  );

  /** One step; whether it took effect. */
  function step(number: number): boolean {
    for (const name of streams) {
      const node = nodes.get(name);
      const size = node ? sizeOf(node.shape) : 0;
      if (node) evaluation.bind(name, inputs.get(name)!.subarray(number * size, (number + 1) * size));
    }
    evaluation.run();
    for (const [name, values] of recorded) values.set(read(name), number * read(name).length);
    if (guard !== undefined && !Number.isFinite(read(guard)[0])) return false;
    evaluation.commit();
    return true;
  }

  return {
    backend: "interpreter",
    threads: 1,
    input: (name) => inputs.get(name),
    set: (name, data) => fill(nodes.get(name), inputs.get(name), data),
    run(count = 1, first = 0) {
      for (let done = 0; done < count; done++) if (!step(first + done)) return done;
      return count;
    },
    read,
    record: (output) => recorded.get(output)!,
    release() {},
    *trace() {
      for (const node of evaluation.order) yield [node, evaluation.valueOf(node)];
    },
  };
}
