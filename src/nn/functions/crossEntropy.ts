import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { mean } from "./mean.ts";
import { logSoftmax } from "./softmax.ts";

/**
 * `log s(z) = -softplus(-z)`, finite where the sigmoid itself has become 0.
 *
 * @example
 * const logs = logSigmoid(input("z", [2]));
 * const run = evaluator({ outputs: { logs }, updates: [] });
 * run.bind("z", Float64Array.of(0, -1000));
 * run.run();
 * run.valueOf(logs); // [-0.6931, -1000]
 */
export const logSigmoid = (z: Node): Node => ops.neg(ops.softplus(ops.neg(z)));

/**
 * Binary cross-entropy of each example from logits, before any sigmoid: the mean over outputs of
 * `softplus(z) - y z`, which is `-(y log s(z) + (1 - y) log(1 - s(z)))`.
 *
 * @param logits (m, k)
 * @param targets (m, k), probabilities
 * @returns (m,)
 *
 * @example
 * const costs = sigmoidCrossEntropy(input("z", [2, 1]), input("y", [2, 1]));
 * const run = evaluator({ outputs: { costs }, updates: [] });
 * run.bind("z", Float64Array.of(0, 1000));
 * run.bind("y", Float64Array.of(1, 0));
 * run.run();
 * run.valueOf(costs); // [0.6931, 1000]
 */
export const sigmoidCrossEntropy = (logits: Node, targets: Node): Node =>
  mean(ops.sub(ops.softplus(logits), ops.mul(targets, logits)), { axes: [1] });

/**
 * Cross-entropy of each example from logits, before any softmax: `-sum_c y_c logSoftmax(z)_c`.
 *
 * @param logits (m, k)
 * @param targets (m, k), rows that sum to 1
 * @returns (m,)
 *
 * @example
 * const costs = softmaxCrossEntropy(input("z", [2, 2]), input("y", [2, 2]));
 * const run = evaluator({ outputs: { costs }, updates: [] });
 * run.bind("z", Float64Array.of(0, 0, 1000, 0));
 * run.bind("y", Float64Array.of(1, 0, 0, 1));
 * run.run();
 * run.valueOf(costs); // [0.6931, 1000]
 */
export const softmaxCrossEntropy = (logits: Node, targets: Node): Node =>
  ops.neg(ops.sum(ops.mul(targets, logSoftmax(logits)), { axes: [1] }));
