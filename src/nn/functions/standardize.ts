import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { mean } from "./mean.ts";

/** The mean and the (biased) variance over an axis, which stays with size 1. */
export function moments(x: Node, axis: number): { readonly mean: Node; readonly variance: Node } {
  const center = mean(x, { axes: [axis], keepdims: true });
  return { mean: center, variance: mean(ops.square(ops.sub(x, center)), { axes: [axis], keepdims: true }) };
}

/** `(x - mean) / sqrt(variance + epsilon)`: mean 0 and variance near 1; epsilon keeps a constant x at 0. */
export const standardize = (x: Node, mean: Node, variance: Node, epsilon: number): Node =>
  ops.div(ops.sub(x, mean), ops.sqrt(ops.add(variance, epsilon)));
