import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Attributes, Op } from "../op/op.ts";

/**
 * A value of the graph: an op applied to other nodes. Immutable; the graph is nothing but nodes that point at
 * their inputs. `name` is what the field calls the value (`W1`, `Z1`, `dZ1`), where it has a name.
 */
export interface Node {
  readonly op: Op;
  readonly inputs: readonly Node[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly name?: string;
  /** For the cotangent that flows back to a named node: that node's name. */
  readonly cotangentOf?: string;
}

/** A value that replaces a leaf after each evaluation: a weight, a moment, a running mean. */
export interface Update {
  readonly target: Node;
  readonly value: Node;
}

/**
 * What is computed together: named outputs, and updates that take effect together once everything is computed.
 */
export interface Graph {
  readonly outputs: Readonly<Record<string, Node>>;
  readonly updates: readonly Update[];
}

/** The nodes a graph must compute: its outputs and its updates' values. */
export const rootsOf = (graph: Graph): Node[] => [
  ...Object.values(graph.outputs),
  ...graph.updates.map((update) => update.value),
];

/** Every node the roots need, each after its inputs. Iterative, so a long chain cannot overflow the stack. */
export function topological(roots: readonly Node[]): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: Node[] = [...roots].reverse();
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const waiting = done.has(node) ? [] : node.inputs.filter((input) => !done.has(input));
    if (waiting.length > 0) {
      stack.push(...waiting.reverse());
      continue;
    }
    stack.pop();
    if (!done.has(node)) order.push(node);
    done.add(node);
  }
  return order;
}

/** The leaves that wait for data, by name, in the order they are first needed. */
export const inputsOf = (graph: Graph): Node[] =>
  topological([...rootsOf(graph), ...graph.updates.map((update) => update.target)]).filter(
    (node) => node.op.kind === "input",
  );
