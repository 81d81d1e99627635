import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";

/** z less its largest element along the last axis: the same softmax, but exp can no longer overflow. */
function shifted(z: Node): Node {
  return ops.sub(z, ops.stopGradient(ops.max(z, { axes: [-1], keepdims: true })));
}

/**
 * Softmax along the last axis: `exp(z_i) / sum_j exp(z_j)`, positive and summing to 1 (Bridle 1990).
 * Computed with the maximum subtracted, so (1010, 1000, 990) gives (0.99995, 4.5e-5, 2.1e-9) and not NaN.
 *
 * @example
 * const p = softmax(input("z", [1, 3]));
 * const run = evaluator({ outputs: { p }, updates: [] });
 * run.bind("z", Float64Array.of(1010, 1000, 990));
 * run.run();
 * run.valueOf(p); // [0.99995, 4.5e-5, 2.1e-9]
 */
export function softmax(z: Node): Node {
  const e = ops.exp(shifted(z));
  return ops.div(e, ops.sum(e, { axes: [-1], keepdims: true }));
}

/**
 * The logarithm of the softmax along the last axis, without leaving the logarithm: `z - logSumExp(z)`. Where the
 * softmax itself has become 0, this is still finite.
 *
 * @example
 * const logs = logSoftmax(input("z", [1, 3]));
 * const run = evaluator({ outputs: { logs }, updates: [] });
 * run.bind("z", Float64Array.of(1010, 1000, 10));
 * run.run();
 * run.valueOf(logs); // [-4.5e-5, -10.00005, -1000.00005]
 */
export function logSoftmax(z: Node): Node {
  const s = shifted(z);
  return ops.sub(s, ops.log(ops.sum(ops.exp(s), { axes: [-1], keepdims: true })));
}

/**
 * `log(sum_j exp(z_j))` along the last axis, which stays with size 1: a smooth maximum.
 *
 * @example
 * const top = logSumExp(input("z", [1, 2]));
 * const run = evaluator({ outputs: { top }, updates: [] });
 * run.bind("z", Float64Array.of(1000, 1000));
 * run.run();
 * run.valueOf(top); // [1000.6931]
 */
export function logSumExp(z: Node): Node {
  const top = ops.stopGradient(ops.max(z, { axes: [-1], keepdims: true }));
  return ops.add(top, ops.log(ops.sum(ops.exp(ops.sub(z, top)), { axes: [-1], keepdims: true })));
}
