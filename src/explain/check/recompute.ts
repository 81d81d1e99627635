import { ChainruleError } from "../../base/error.ts";
import { sameShape } from "../../base/shape.ts";
import { apply, input, ops } from "../../graph/build.ts";
import { evaluator } from "../../graph/evaluate.ts";
import { type Node, topological } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { match } from "../../simplify/match.ts";
import { simplify } from "../../simplify/simplify.ts";
import type { Picture } from "./picture.ts";

/** The values at hand by name, row-major with one example a row; error terms as derivatives of the loss. */
export type Values = ReadonlyMap<string, Float64Array>;

/** A node that is looked up instead of computed, because its value is at hand. */
export type Cut = (node: Node) => Node | undefined;

/** Looks up the values named by `names`, wherever the step has them. */
export function cutAt({ known, quantities }: Picture, names: ReadonlySet<string>): Cut {
  const leaves = new Map<string, Node>();
  return (node) => {
    const stands = known.get(node);
    if (!stands || !names.has(stands.name)) return undefined;
    const { name, times } = stands;
    if (!leaves.has(name)) leaves.set(name, input(name, quantities.get(name)!.shape));
    const leaf = leaves.get(name)!;
    return times === 1 ? leaf : ops.mul(times, leaf);
  };
}

/** The nodes between a root and what is looked up, each after its inputs. */
export function region(root: Node, cut: Cut): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: Node[] = [root];
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const stop = done.has(node) || cut(node) !== undefined;
    const waiting = stop ? [] : node.inputs.filter((one) => !done.has(one));
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    if (!stop) order.push(node);
    done.add(node);
  }
  return order;
}

/**
 * The root computed from what is looked up, with some of the nodes on the way replaced. Undefined where the shapes of a
 * replacement do not fit what is around it: nobody can have computed that.
 */
export function rebuild(
  root: Node,
  cut: Cut,
  replaced: ReadonlyMap<Node, Node> = new Map(),
): Node | undefined {
  try {
    const plain = renewer(cut, new Map());
    return replaced.size === 0
      ? plain(root)
      : renewer(cut, new Map([...replaced].map(([node, by]) => [node, plain(by)])))(root);
  } catch (error) {
    if (error instanceof ChainruleError) return undefined;
    throw error;
  }
}

function renewer(cut: Cut, renewed: Map<Node, Node>): (root: Node) => Node {
  const now = (node: Node): Node => renewed.get(node) ?? cut(node) ?? node;
  return (root) => {
    for (const node of region(root, cut))
      if (!renewed.has(node)) renewed.set(node, withInputs(node, node.inputs.map(now)));
    return now(root);
  };
}

function withInputs(node: Node, inputs: readonly Node[]): Node {
  if (inputs.every((one, i) => one === node.inputs[i])) return node;
  const sameShapes = inputs.every((one, i) => sameShape(one.shape, node.inputs[i]!.shape));
  if (sameShapes) return { ...node, inputs };
  return apply(node.op, node.op.kind === "elementwise" ? inputs.map(unspread) : inputs, node.attributes);
}

/** What was spread for an elementwise op: beside another operand it may need another shape. */
const unspread = (node: Node): Node => match(node, table.broadcast)?.[0] ?? node;

/** The inputs that a node needs and that are not at hand. */
export const missing = (node: Node, values: Values): string[] =>
  topological([node]).flatMap(({ op, name }) => (op.kind === "input" && !values.has(name!) ? name! : []));

/** The numbers of several nodes; what they share is computed once. */
export function compute(nodes: readonly Node[], values: Values): Float64Array[] {
  const outputs = Object.fromEntries(nodes.map((node, i) => [String(i), node]));
  const { graph } = simplify({ outputs, updates: [] }, []);
  const run = evaluator(graph);
  for (const [name, data] of values) run.bind(name, data);
  run.run();
  return nodes.map((_, i) => run.valueOf(graph.outputs[String(i)]!) as Float64Array);
}
