import { type Node, topological } from "../../../graph/node.ts";
import type { Dialect } from "./dialect.ts";
import { expression, pythonName } from "./expression.ts";

/**
 * What a program assigns to compute `roots`, a line for each value that has a name or that is used twice: then it gets
 * one, `E2` for the exponentials that a softmax divides by their sum.
 *
 * @example
 * const z = named("Z1", ops.matmul(input("X", [1000003, 2]), input("W1", [2, 3])));
 * const e = ops.exp(z);
 * const a = named("A1", ops.div(e, ops.sum(e, { axes: [1], keepdims: true })));
 * const numpy = { module: "np", imports: [], templates: {}, functions: {} };
 * assignments([a], numpy); // ["Z1 = X @ W1", "E1 = np.exp(Z1)", "A1 = E1 / np.sum(E1, axis=1, keepdims=True)"]
 */
export function assignments(roots: readonly Node[], dialect: Dialect): string[] {
  const order = topological(roots);
  const uses = new Map<Node, number>();
  for (const node of order)
    for (const input of new Set(node.inputs)) uses.set(input, (uses.get(input) ?? 0) + 1);
  const taken = new Set(order.map(({ name }) => name));
  const made = new Map<Node, Node>();
  const lines: string[] = [];
  for (const [i, node] of order.entries()) {
    const inputs = node.inputs.map((one) => made.get(one)!);
    const isShared = computes(node) && uses.get(node)! > 1;
    const name = node.name ?? (isShared ? fresh(node, numberAfter(order, i), taken) : undefined);
    const remade = { ...node, inputs, ...(name === undefined ? {} : { name }) };
    made.set(node, remade);
    if (name !== undefined && node.op.kind !== "input")
      lines.push(`${pythonName(name)} = ${expression(remade, dialect)}`);
  }
  return lines;
}

/** Views and leaves cost nothing to write twice. */
const computes = ({ op: { kind } }: Node): boolean => !["input", "constant", "view"].includes(kind);

/** The number of the next value with a name: what is computed on the way to `A2` has number 2. */
function numberAfter(order: readonly Node[], i: number): string {
  const next = order.find(({ name, op }, j) => j > i && name !== undefined && op.kind !== "input");
  return /\d+/.exec(next?.name ?? "")?.[0] ?? "";
}

/** What values without a name are called, by the op that makes them. */
const letters: Readonly<Record<string, string>> = { exp: "E", mul: "M", sub: "C" };

function fresh({ op }: Node, number: string, taken: Set<string | undefined>): string {
  const stem = `${letters[op.name] ?? "T"}${number}`;
  let name = stem;
  for (let count = 2; taken.has(name); count++) name = `${stem}_${count}`;
  taken.add(name);
  return name;
}
