import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";

/**
 * The mean over axes (all of them when none are given): the sum times 1/n.
 *
 * @param x a node of a float type
 * @returns x's shape without `axes`, which stay with size 1 under `keepdims`
 *
 * @example
 * const x = input("x", [400, 2]);
 * express(mean(x, { axes: [0] })); // "(1/400) * sum(x, axis 0)"
 * mean(x, { axes: [0] }).shape; // [2]
 */
export function mean(
  x: Node,
  { axes = [], keepdims = false }: { axes?: readonly number[]; keepdims?: boolean } = {},
): Node {
  const total = ops.sum(x, { axes, keepdims });
  const count = x.shape.reduce((a, b) => a * b, 1) / total.shape.reduce((a, b) => a * b, 1);
  return ops.mul(1 / count, total);
}
