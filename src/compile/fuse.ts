import { floatOf } from "../graph/kernels/kernel.ts";
import type { Node } from "../graph/node.ts";

/** Nodes in one loop at most: a loop much longer has more values alive than there are registers. */
const longest = 32;

/**
 * For each elementwise node the node whose loop computes it: its own, or the loop of its users, where all of them
 * are in one loop, nobody else needs the value, and both compute in one float type.
 */
export function fuse(
  order: readonly Node[],
  roots: ReadonlySet<Node>,
  fixed: ReadonlySet<Node>,
): Map<Node, Node> {
  const users = new Map<Node, Node[]>();
  for (const node of order)
    for (const input of node.inputs) {
      const known = users.get(input);
      if (known) known.push(node);
      else users.set(input, [node]);
    }
  const loopOf = new Map<Node, Node>();
  const lengths = new Map<Node, number>();
  for (const node of order.toReversed()) {
    if (node.op.kind !== "elementwise") continue;
    const [loop, ...others] = new Set((users.get(node) ?? []).map((user) => loopOf.get(user)));
    const joins =
      loop !== undefined &&
      others.length === 0 &&
      !roots.has(node) &&
      floatOf(node) === floatOf(loop) &&
      fixed.has(node) === fixed.has(loop) &&
      lengths.get(loop)! < longest;
    const own = joins ? loop : node;
    loopOf.set(node, own);
    lengths.set(own, (lengths.get(own) ?? 0) + 1);
  }
  return loopOf;
}
