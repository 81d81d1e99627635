import { constant, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { checkedAxes } from "../../op/axes.ts";
import { table } from "../../op/index.ts";
import { factorsOf, match, numberOf } from "../match.ts";
import type { Rule } from "../rule.ts";

/** The y of `1 - y`. */
function complement(node: Node | undefined): Node | undefined {
  const [one, y] = match(node, table.sub) ?? [];
  return one && numberOf(one) === 1 ? y : undefined;
}

/** Whether every row (last axis) is known to sum to 1: one-hot labels, promised targets, smoothed ones. */
function isDistribution(node: Node): boolean {
  if (node.op.kind === "oneHot" || (node.op.kind === "input" && node.attributes.distribution === true))
    return true;
  if (node.op.kind === "gather") return isDistribution(node.inputs[0]!);
  const [kept, spread] = match(node, table.add) ?? [];
  const [weight, y] = match(kept, table.mul) ?? [];
  const share = spread && numberOf(spread);
  const c = weight && numberOf(weight);
  if (!y || c === undefined || share === undefined || !isDistribution(y)) return false;
  return Math.abs(c + share * node.shape.at(-1)! - 1) < 1e-12;
}

/**
 * Sigmoid, softmax and the logarithms of the losses. The rules for the forward pass keep a loss finite for any
 * logit; those for the backward pass make the collapse that every text derives by hand.
 */
export const probability: readonly Rule[] = [
  {
    name: "logarithm of a sigmoid",
    of: [table.log],
    identity: "log s(z) = -softplus(-z)",
    rewrite(node) {
      const [z] = match(match(node, table.log)?.[0], table.sigmoid) ?? [];
      return z && ops.neg(ops.softplus(ops.neg(z)));
    },
  },
  {
    name: "logarithm of the complement of a sigmoid",
    of: [table.log],
    identity: "log(1 - s(z)) = -softplus(z)",
    rewrite(node) {
      const [z] = match(complement(match(node, table.log)?.[0]), table.sigmoid) ?? [];
      return z && ops.neg(ops.softplus(z));
    },
  },
  {
    name: "logarithm of a quotient",
    of: [table.log],
    identity: "log(exp(s) / t) = s - log t",
    holds: "t > 0",
    rewrite(node) {
      const [numerator, t] = match(match(node, table.log)?.[0], table.div) ?? [];
      const [s] = match(numerator, table.exp) ?? [];
      return s && t && ops.sub(s, ops.log(t));
    },
  },
  {
    name: "symmetry of the sigmoid",
    of: [table.sigmoid],
    identity: "s(-z) = 1 - s(z)",
    rewrite(node) {
      const [z] = match(match(node, table.sigmoid)?.[0], table.neg) ?? [];
      return z && ops.sub(constant(1, node.dtype), ops.sigmoid(z));
    },
  },
  {
    name: "sigmoid and cross-entropy collapse",
    of: [table.sub],
    identity: "(1 - y) a - y (1 - a) = a - y",
    rewrite(node) {
      const [left, right] = (match(node, table.sub) ?? []).map(factorsOf);
      if (left?.length !== 2 || right?.length !== 2) return undefined;
      for (const [i, j] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const [y, a] = [complement(left[i]), left[1 - i]!];
        if (y && y === right[j] && complement(right[1 - j]) === a) return ops.sub(a, y);
      }
      return undefined;
    },
  },
  {
    name: "a factor moves to the numerator",
    of: [table.mul],
    identity: "(p / t) e = p (e / t)",
    rewrite(node) {
      const [quotient, e] = match(node, table.mul) ?? [];
      const [p, t] = match(match(quotient, table.broadcast)?.[0], table.div) ?? [];
      if (!p || !t || match(e, table.exp) === undefined) return undefined;
      const wide = (x: Node) => ops.broadcast(x, { shape: node.shape });
      return ops.mul(wide(p), ops.div(e!, wide(t)));
    },
  },
  {
    name: "probabilities sum to one",
    of: [table.sum],
    identity: "sum_c y_c = 1",
    holds: "each row of y is a distribution",
    rewrite(node) {
      const [y] = match(node, table.sum) ?? [];
      const axes = y && checkedAxes("sum", y.shape, node.attributes.axes as readonly number[]);
      if (!y || axes!.length !== 1 || axes![0] !== y.shape.length - 1 || !isDistribution(y)) return undefined;
      return constant(1, node.dtype, node.shape);
    },
  },
  {
    name: "what is equal along the axis comes out of the sum",
    of: [table.sum],
    identity: "sum_c w y_c = w sum_c y_c",
    rewrite(node) {
      const [x] = match(node, table.sum) ?? [];
      const axes = x && checkedAxes("sum", x.shape, node.attributes.axes as readonly number[]);
      const [w, y] = match(x, table.mul) ?? [];
      const [column] = match(w, table.broadcast) ?? [];
      if (!column || !y || axes!.length !== 1 || numberOf(column) !== undefined) return undefined;
      if (column.shape.length !== x!.shape.length || column.shape[axes![0]!] !== 1) return undefined;
      const total = ops.sum(y, { axes: axes!, keepdims: true });
      return ops.reshape(ops.mul(column, total), { shape: node.shape });
    },
  },
];
