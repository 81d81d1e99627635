import { sameShape } from "../../base/shape.ts";
import { apply, constant, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { elementwiseOps, match, numberOf, scale, scaled } from "../match.ts";
import type { Rule } from "../rule.ts";

/** For each op, the arguments in which it is linear. A number in front of one of them may stand in front of the result. */
const linearIn = new Map<Node["op"], readonly number[]>([
  [table.matmul, [0, 1]],
  [table.mul, [0, 1]],
  [table.div, [0]],
  [table.sum, [0]],
  [table.transpose, [0]],
  [table.reshape, [0]],
  [table.broadcast, [0]],
]);

/**
 * A number may leave a value that has no name, or a cotangent. The cotangent keeps its name without the number,
 * as textbooks have it: dZ2 = A2 - Y, and the 1/m of the mean stands before dW2. A named value of the forward
 * pass is left as it is, because its name would then stand for another value.
 */
function loosen(node: Node): readonly [number, Node] | undefined {
  if (node.name !== undefined && node.cotangentOf === undefined) return undefined;
  const parts = scaled(node);
  if (!parts || node.name === undefined) return parts;
  const [c, rest] = parts;
  return [c, rest.name === undefined ? { ...rest, name: node.name, cotangentOf: node.cotangentOf! } : rest];
}

/** Linear maps and the views of an array. */
export const linear: readonly Rule[] = [
  {
    name: "a number passes through a linear map",
    of: [...linearIn.keys()],
    identity: "(c X) W = c (X W), sum(c x) = c sum(x)",
    size: "small",
    rewrite(node) {
      for (const i of linearIn.get(node.op) ?? []) {
        const parts = loosen(node.inputs[i]!);
        if (!parts || (node.op === table.mul && numberOf(node.inputs[1 - i]!) !== undefined)) continue;
        const inputs = node.inputs.with(i, parts[1]);
        return scale(parts[0], apply(node.op, inputs, node.attributes));
      }
      return undefined;
    },
  },
  {
    name: "a number passes through a choice",
    of: [table.select],
    identity: "(c x if p else 0) = c (x if p else 0)",
    size: "small",
    rewrite(node) {
      const [p, a, b] = match(node, table.select) ?? [];
      if (!p || !a || !b) return undefined;
      const [x, y] = [loosen(a), loosen(b)];
      if (x && numberOf(b) === 0) return scale(x[0], ops.select(p, x[1], b));
      return y && numberOf(a) === 0 ? scale(y[0], ops.select(p, a, y[1])) : undefined;
    },
  },
  {
    name: "a sum of sums",
    of: [table.sum],
    identity: "sum_i sum_j x_ij = sum_ij x_ij",
    size: "small",
    rewrite(node) {
      const [inner] = match(node, table.sum) ?? [];
      const [x] = match(inner, table.sum) ?? [];
      const everything = node.shape.length === 0;
      return x && everything && inner!.name === undefined ? ops.sum(x, { keepdims: false }) : undefined;
    },
  },
  {
    name: "transposing twice",
    of: [table.transpose],
    identity: "(X^T)^T = X",
    size: "tiny",
    rewrite: (node) => match(match(node, table.transpose)?.[0], table.transpose)?.[0],
  },
  {
    name: "a view of a view",
    of: [table.reshape, table.broadcast],
    identity: "reshape(reshape(x)) = reshape(x)",
    size: "tiny",
    rewrite(node) {
      const [x] = match(node, table.reshape) ?? match(node, table.broadcast) ?? [];
      if (!x) return undefined;
      if (sameShape(x.shape, node.shape)) return x;
      const [inner] = match(x, node.op) ?? [];
      if (inner) return apply(node.op, [inner], node.attributes);
      const number = numberOf(x);
      return node.op === table.reshape && number !== undefined
        ? constant(number, node.dtype, node.shape)
        : undefined;
    },
  },
  {
    name: "the same function of equal elements",
    of: elementwiseOps,
    identity: "f(broadcast(x)) = broadcast(f(x))",
    size: "tiny",
    rewrite(node) {
      const [x] = node.op.kind === "elementwise" && node.inputs.length === 1 ? node.inputs : [];
      const [inner] = match(x, table.broadcast) ?? [];
      // A number or a sign in front leaves a broadcast instead (`a number passes through a linear map`).
      if (!inner || numberOf(inner) !== undefined || scaled(node)) return undefined;
      return ops.broadcast(apply(node.op, [inner], node.attributes), { shape: node.shape });
    },
  },
];
