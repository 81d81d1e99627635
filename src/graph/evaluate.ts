import { allocate, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, sizeOf } from "../base/shape.ts";
import { kernelOf } from "./kernels/index.ts";
import { type Graph, inputsOf, type Node, rootsOf, topological } from "./node.ts";

/** A graph made ready to compute, again and again, in memory that is allocated once. */
export interface Evaluator {
  /**
   * Puts data into the inputs of a name; one that the graph does not need is passed over. An array of the input's
   * own type is used in place: the run reads it, and an update of that input writes it.
   */
  bind(name: string, data: TypedArray): void;
  /** Computes every node, in order. */
  run(): void;
  /** Lets the updates take effect, all at once. */
  commit(): void;
  /** The elements of a node after the last run. */
  valueOf(node: Node): TypedArray;
  /** The nodes in the order they are computed. */
  readonly order: readonly Node[];
}

/**
 * The reference interpreter: one loop a node, in the order and with the rounding every other backend reproduces.
 *
 * @throws ChainruleError `shape` from `bind`, for data of another size than its input
 *
 * @example
 * const y = ops.square(input("x", [3]));
 * const run = evaluator({ outputs: { y }, updates: [] });
 * run.bind("x", Float64Array.of(1, 2, 3));
 * run.run();
 * run.valueOf(y); // [1, 4, 9]
 */
export function evaluator(graph: Graph): Evaluator {
  const order = topological([...graph.updates.map((update) => update.target), ...rootsOf(graph)]);
  const values = new Map<Node, TypedArray>(
    order.map((node) => [node, allocate(node.dtype, sizeOf(node.shape))]),
  );
  const inputs = inputsOf(graph);
  const fixed = constantNodes(order);
  const steps = order
    .filter((node) => node.op.kind !== "input")
    .map((node) => ({ node, kernel: kernelOf(node) }));
  const execute = ({ node, kernel }: (typeof steps)[number]): void =>
    kernel(values.get(node)!, ...node.inputs.map((input) => values.get(input)!));

  steps.filter(({ node }) => fixed.has(node)).forEach(execute);
  const varying = steps.filter(({ node }) => !fixed.has(node));
  const pending = graph.updates.map(({ value }) => allocate(value.dtype, sizeOf(value.shape)));

  return {
    order,
    bind(name, data) {
      for (const node of inputs) {
        if (node.name !== name) continue;
        requireFit(node, data);
        if (data.constructor === values.get(node)!.constructor) values.set(node, data);
        else values.get(node)!.set(data);
      }
    },
    run: () => varying.forEach(execute),
    commit() {
      graph.updates.forEach(({ value }, i) => {
        pending[i]!.set(values.get(value)!);
      });
      graph.updates.forEach(({ target }, i) => {
        values.get(target)!.set(pending[i]!);
      });
    },
    valueOf: (node) => values.get(node)!,
  };
}

/** Nodes that depend on no input: computed once. */
function constantNodes(order: readonly Node[]): Set<Node> {
  const fixed = new Set<Node>();
  for (const node of order)
    if (node.op.kind !== "input" && node.inputs.every((input) => fixed.has(input))) fixed.add(node);
  return fixed;
}

/** @throws ChainruleError `shape` where data has not the number of elements that an input's shape asks for */
export function requireFit({ name, shape }: Node, data: ArrayLike<number>): void {
  if (data.length !== sizeOf(shape))
    fail("shape", {
      who: `input "${name}"`,
      expected: `${sizeOf(shape)} elements for shape ${formatShape(shape)}`,
      got: `${data.length}`,
    });
}
