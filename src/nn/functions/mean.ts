import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";

/** The mean over axes (all of them when none are given): the sum times 1/n. */
export function mean(
  x: Node,
  { axes = [], keepdims = false }: { axes?: readonly number[]; keepdims?: boolean } = {},
): Node {
  const total = ops.sum(x, { axes, keepdims });
  const count = x.shape.reduce((a, b) => a * b, 1) / total.shape.reduce((a, b) => a * b, 1);
  return ops.mul(1 / count, total);
}
