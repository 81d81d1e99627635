import { isFloat } from "../../base/dtype.ts";
import { apply, constant, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { numbers } from "../../op/numbers.ts";
import { elementwiseOps, factorsOf, match, numberOf, product, scale, scaled } from "../match.ts";
import type { Rule } from "../rule.ts";

/** Numbers, signs and common factors. */
export const arithmetic: readonly Rule[] = [
  {
    name: "numbers combine",
    of: elementwiseOps,
    identity: "2 * 3 = 6",
    size: "tiny",
    rewrite(node) {
      if (node.op.kind !== "elementwise" || !isFloat(node.dtype)) return undefined;
      const k = numbers[node.dtype];
      const values = node.inputs.map(numberOf);
      if (!values.every((value) => value !== undefined)) return undefined;
      const rounded = values.map(k.constant);
      return constant(node.op.value(k, ...rounded, node.attributes), node.dtype, node.shape);
    },
  },
  {
    name: "zero is neutral",
    of: [table.add, table.sub],
    identity: "x + 0 = x",
    size: "tiny",
    rewrite(node) {
      const [a, b] = match(node, table.add) ?? match(node, table.sub) ?? [];
      if (!a || !b) return undefined;
      if (numberOf(b) === 0) return a;
      if (numberOf(a) !== 0) return undefined;
      return node.op === table.sub ? ops.neg(b) : b;
    },
  },
  {
    name: "one is neutral",
    of: [table.mul, table.div],
    identity: "1 x = x, x / 1 = x",
    size: "tiny",
    rewrite(node) {
      const [a, b] = match(node, table.mul) ?? [];
      if (a && numberOf(a) === 1) return b;
      const [x, y] = match(node, table.div) ?? [];
      return y && numberOf(y) === 1 ? x : undefined;
    },
  },
  {
    name: "zero annihilates",
    of: [table.mul],
    identity: "0 x = 0",
    holds: "x is finite",
    size: "tiny",
    rewrite(node) {
      const factors = match(node, table.mul) ?? [];
      return factors.some((factor) => numberOf(factor) === 0)
        ? constant(0, node.dtype, node.shape)
        : undefined;
    },
  },
  {
    name: "a number stands in front",
    of: [table.mul],
    identity: "x c = c x",
    size: "tiny",
    rewrite(node) {
      const [a, b] = match(node, table.mul) ?? [];
      return a && b && numberOf(a) === undefined && numberOf(b) !== undefined ? ops.mul(b, a) : undefined;
    },
  },
  {
    name: "numbers in front combine",
    of: [table.mul, table.neg],
    identity: "c (d x) = (c d) x",
    size: "tiny",
    rewrite(node) {
      const outer = scaled(node);
      const inner = outer && scaled(outer[1]);
      return inner && scale(outer[0] * inner[0], inner[1]);
    },
  },
  {
    name: "signs combine",
    of: [table.add, table.sub],
    identity: "x + (-y) = x - y, x - (-y) = x + y, (-x) + (-y) = -(x + y)",
    size: "small",
    rewrite(node) {
      const [a, b] = match(node, table.add) ?? [];
      if (a && b) {
        const [na, nb] = [negated(a), negated(b)];
        if (na && nb) return ops.neg(ops.add(na, nb));
        if (nb) return ops.sub(a, nb);
        return na && ops.sub(b, na);
      }
      const [x, y] = match(node, table.sub) ?? [];
      const [nx, ny] = [x && negated(x), y && negated(y)];
      if (ny) return nx ? ops.sub(ny, nx) : ops.add(x!, ny);
      return nx && ops.neg(ops.add(nx, y!));
    },
  },
  {
    name: "a difference turns around",
    of: [table.neg],
    identity: "-(x - y) = y - x",
    size: "small",
    rewrite(node) {
      const [x, y] = match(match(node, table.neg)?.[0], table.sub) ?? [];
      return x && y && ops.sub(y, x);
    },
  },
  {
    name: "common factors come out",
    of: [table.add, table.sub],
    identity: "a x - a y = a (x - y)",
    rewrite(node) {
      const parts = match(node, table.add) ?? match(node, table.sub);
      if (!parts) return undefined;
      const [left, right] = [factorsOf(parts[0]!), factorsOf(parts[1]!)];
      if (left.length + right.length < 3) return undefined;
      const common: Node[] = [];
      const rest = [...right];
      const own = left.filter((factor) => {
        const place = rest.findIndex((other) => sameFactor(factor, other));
        if (place < 0) return true;
        common.push(factor);
        rest.splice(place, 1);
        return false;
      });
      if (common.length === 0) return undefined;
      return ops.mul(product(common, node), apply(node.op, [product(own, node), product(rest, node)]));
    },
  },
];

/** x where the node is -x, or c x where it is (-c) x. */
function negated(node: Node): Node | undefined {
  const [c, rest] = scaled(node) ?? [0];
  return c < 0 && node.name === undefined ? scale(-c, rest!) : undefined;
}

function sameFactor(a: Node, b: Node): boolean {
  const c = numberOf(a);
  return a === b || (c !== undefined && c === numberOf(b));
}
