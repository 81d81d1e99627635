import { constant, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import { table } from "../op/index.ts";
import type { Op } from "../op/op.ts";

/** Every op that computes element by element. */
export const elementwiseOps: readonly Op[] = Object.values(table as Readonly<Record<string, Op>>).filter(
  (op) => op.kind === "elementwise",
);

/** The inputs of a node when it is an application of `op`; undefined otherwise. */
export function match(node: Node | undefined, op: Op): readonly Node[] | undefined {
  return node?.op === op ? node.inputs : undefined;
}

/** The number a node holds at every place, seen through broadcasts and reshapes; undefined where it varies. */
export function numberOf(node: Node): number | undefined {
  if (node.op.kind === "constant") return node.attributes.value as number;
  return node.op.kind === "view" ? numberOf(node.inputs[0]!) : undefined;
}

/** The factors of a product, in order: `(a b) c` gives a, b, c. */
export function factorsOf(node: Node): Node[] {
  const parts = match(node, table.mul);
  return parts ? parts.flatMap(factorsOf) : [node];
}

/** The product of factors, in order; 1 where there are none. */
export const product = (factors: readonly Node[], like: Node): Node =>
  factors.length === 0 ? constant(1, like.dtype, like.shape) : factors.reduce((a, b) => ops.mul(a, b));

/** A node as a number times the rest: `c x` gives [c, x]; undefined where no number stands in front. */
export function scaled(node: Node): readonly [number, Node] | undefined {
  const negated = match(node, table.neg);
  if (negated) return [-1, negated[0]!];
  const parts = match(node, table.mul);
  const c = parts && numberOf(parts[0]!);
  return c === undefined || numberOf(parts![1]!) !== undefined ? undefined : [c, parts![1]!];
}

/** The number times the node. */
export function scale(c: number, node: Node): Node {
  if (c === 1) return node;
  return c === -1 ? ops.neg(node) : ops.mul(constant(c, node.dtype, node.shape), node);
}
