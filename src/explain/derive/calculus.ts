import { isFloat } from "../../base/dtype.ts";
import { constant, input, tensors } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import type { Elementwise, Op } from "../../op/op.ts";
import { numberOf } from "../../simplify/match.ts";
import { simplify } from "../../simplify/simplify.ts";
import { read } from "../formula/formula.ts";
import type { Reason } from "./reason.ts";
import { text } from "./words.ts";

const sumRule: Reason = { name: text.sumRule(), identity: "(u + v)' = u' + v'" };
const constantFactor: Reason = { name: text.constantFactor(), identity: "(c u)' = c u'" };

/** The rules of calculus that have a name of their own, by the op they are for. */
const schoolRules: ReadonlyMap<Op, Reason> = new Map<Op, Reason>([
  ...[table.add, table.sub, table.neg].map((op): [Op, Reason] => [op, sumRule]),
  [table.mul, { name: text.productRule(), identity: "(u v)' = u' v + u v'" }],
  [table.div, { name: text.quotientRule(), identity: "(u / v)' = (u' v - u v') / v^2" }],
  [table.minimum, { name: text.choice(), identity: "min(u, v)' = u' if u < v else v'" }],
  [table.maximum, { name: text.choice(), identity: "max(u, v)' = u' if u > v else v'" }],
  [table.sum, { name: text.everyTerm(), identity: "s = sum_i x_i: dx_i = ds" }],
  [table.broadcast, { name: text.sharedValue(), identity: "y_i = b for each i: db = sum_i dy_i" }],
]);

/** One for each side of the product, with examples as rows and as columns. */
const linearMap = [
  { name: text.linearMap(), identity: { rows: "Z = A W: dA = dZ W^T", columns: "Z = W A: dA = W^T dZ" } },
  { name: text.linearMap(), identity: { rows: "Z = A W: dW = A^T dZ", columns: "Z = W A: dW = dZ A^T" } },
] as const;

/** Where each value goes, along the ways on which the loss depends on a parameter. */
export type Paths = ReadonlyMap<Node, readonly Node[]>;

export function pathsOf(order: readonly Node[], parameters: readonly Node[]): Paths {
  const paths = new Map<Node, Node[]>(parameters.map((node) => [node, []]));
  for (const node of order) {
    const from =
      isFloat(node.dtype) && node.op !== table.stopGradient
        ? node.inputs.filter((one) => paths.has(one))
        : [];
    if (from.length > 0) paths.set(node, []);
    for (const one of new Set(from)) paths.get(one)!.push(node);
  }
  return paths;
}

/**
 * The rules of calculus that lead from a value to the derivatives that are known already: those of the ops between it
 * and the next values with a name. The sum rule goes without saying where there are others.
 */
export function rulesBetween(value: Node, paths: Paths): Reason[] {
  const found = new Map<string, Reason>();
  const walk = (node: Node): void => {
    for (const user of paths.get(node) ?? []) {
      for (const reason of reasonsAt(user, node, paths)) found.set(JSON.stringify(reason), reason);
      if (user.name === undefined) walk(user);
    }
  };
  walk(value);
  const all = [...found.values()];
  const others = all.filter((reason) => reason !== sumRule);
  return others.length > 0 ? others : all;
}

function reasonsAt(user: Node, from: Node, paths: Paths): Reason[] {
  const { op, inputs } = user;
  if (op.kind === "contraction") return inputs.flatMap((one, i) => (one === from ? linearMap[i]! : []));
  if (op === table.mul && !inputs.every((one) => paths.has(one)))
    return inputs.some((one) => numberOf(one) !== undefined) ? [] : [constantFactor];
  const rule = schoolRules.get(op);
  if (rule) return [rule];
  return op.kind === "elementwise" && op.args.length === 1 ? [slopeOf(op, user)] : [];
}

/** `a = tanh(z): da/dz = 1 - a^2`, read from the op. */
function slopeOf(op: Elementwise, { attributes }: Node): Reason {
  const [z, a] = [input("z", []), input("a", [])];
  const [slope] = op.derivative(tensors("float64"), constant(1), [z], a, attributes);
  const simple = simplify({ outputs: { slope: slope! }, updates: [] }).graph.outputs.slope!;
  const value = read({ op, inputs: [z], attributes, shape: [], dtype: "float64" }).text;
  return { name: text.chainRule(), identity: `a = ${value}: da/dz = ${read(simple).text}` };
}
