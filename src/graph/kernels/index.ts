/** The interpreter's loops: one maker for each kind of op, and none that knows an op by its name. */
import { loopOf } from "../../op/javascript.ts";
import type { Op } from "../../op/op.ts";
import type { Node } from "../node.ts";
import { counter } from "./counter.ts";
import { floatOf, type Kernel } from "./kernel.ts";
import { matmul } from "./matmul.ts";
import { gather, oneHot, scatter, view } from "./move.ts";
import { argReduction, reduction } from "./reduction.ts";

const makers: { readonly [K in Op["kind"]]: (node: Node, op: Extract<Op, { kind: K }>) => Kernel } = {
  input: () => () => undefined,
  constant: (node) => (out) => void out.fill(node.attributes.value as number),
  elementwise: (node, op) => loopOf(op, floatOf(node), node.attributes),
  reduction,
  argReduction,
  contraction: matmul,
  view,
  gather,
  scatter,
  oneHot,
  counter,
};

/** The kernel of a node, by the kind of its op. */
export const kernelOf = (node: Node): Kernel => makers[node.op.kind](node, node.op as never);
