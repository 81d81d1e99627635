import { describe, expect, test } from "vitest";
import { compute, type Data, worst } from "../../test/support/graphs.ts";
import { constant, input, ops } from "../graph/build.ts";
import { express } from "../graph/express.ts";
import type { Node } from "../graph/node.ts";
import { rules, simplify } from "./simplify.ts";

const x = input("x", [2, 3]);
const y = input("y", [2, 3]);
const w = input("w", [3, 2]);
const s = input("s", []);
const row = input("row", [3]);
const column = input("column", [2, 1]);
const p = input("p", [2, 3], "bool");
const shares = input("shares", [2, 3], "float64", { distribution: true });
const labels = input("labels", [2], "int32");
const index = input("index", [2], "int32");

const data: Data = {
  x: [0.3, -1.2, 2, 0.7, -0.1, 1.5],
  y: [1.1, 0.4, -0.6, 0.9, 2.2, -1.7],
  w: [0.5, -0.25, 1, 0.75, -2, 0.1],
  s: [0.8],
  row: [0.2, -0.4, 1.3],
  column: [1.7, -0.9],
  p: [1, 0, 1, 1, 0, 0],
  shares: [0.2, 0.3, 0.5, 0.1, 0.1, 0.8],
  labels: [2, 0],
  index: [1, 1],
};

const {
  add,
  sub,
  mul,
  div,
  neg,
  exp,
  log,
  tanh,
  sigmoid,
  sum,
  matmul,
  transpose,
  reshape,
  broadcast,
  select,
} = ops;
const rows = { axes: [-1], keepdims: true };
const wide = (node: Node) => broadcast(node, { shape: [2, 3] });
const smoothed = add(mul(0.9, shares), 0.1 / 3);

/** For each rule, by name: expressions in which it fires, and what all rules together make of them. */
const examples: Readonly<Record<string, readonly (readonly [Node, string])[]>> = {
  "numbers combine": [
    [mul(constant(2), 3), "6"],
    [sigmoid(constant(0)), "1/2"],
    [add(wide(constant(1)), 2), "3"],
  ],
  "zero is neutral": [
    [add(x, 0), "x"],
    [add(0, x), "x"],
    [sub(x, 0), "x"],
    [sub(0, x), "-x"],
  ],
  "one is neutral": [
    [mul(1, x), "x"],
    [mul(x, 1), "x"],
    [div(x, 1), "x"],
  ],
  "zero annihilates": [
    [mul(0, x), "0"],
    [mul(x, 0), "0"],
  ],
  "a number stands in front": [[mul(x, 2), "2 * x"]],
  "numbers in front combine": [
    [mul(2, mul(3, x)), "6 * x"],
    [neg(mul(3, x)), "(-3) * x"],
    [neg(neg(x)), "x"],
    [mul(-0.5, neg(x)), "(1/2) * x"],
  ],
  "signs combine": [
    [add(x, neg(y)), "x - y"],
    [add(neg(x), y), "y - x"],
    [sub(x, neg(y)), "x + y"],
    [sub(neg(x), y), "-(x + y)"],
    [add(neg(x), neg(y)), "-(x + y)"],
    [sub(neg(x), neg(y)), "y - x"],
    [add(x, mul(-2, y)), "x - (2 * y)"],
  ],
  "a difference turns around": [[neg(sub(x, y)), "y - x"]],
  "common factors come out": [
    [sub(mul(x, y), mul(x, row)), "x * (y - row)"],
    [add(mul(y, x), mul(row, x)), "x * (y + row)"],
    [sub(x, mul(x, y)), "x * (1 - y)"],
    [sub(mul(x, x), mul(x, y)), "x * (x - y)"],
    [sub(mul(x, mul(x, y)), mul(x, x)), "(x * x) * (y - 1)"],
    [add(mul(2, x), mul(2, y)), "2 * (x + y)"],
    [add(mul(2, x), mul(3, x)), "5 * x"],
  ],
  "logarithm of a sigmoid": [[log(sigmoid(x)), "-log(1 + exp(-x))"]],
  "logarithm of the complement of a sigmoid": [[log(sub(1, sigmoid(x))), "-log(1 + exp(x))"]],
  "logarithm of a quotient": [[log(div(exp(x), sum(exp(x), rows))), "x - log(sum(exp(x), axis -1))"]],
  "symmetry of the sigmoid": [[sigmoid(neg(x)), "1 - (1 / (1 + exp(-x)))"]],
  "sigmoid and cross-entropy collapse": [
    [sub(mul(sub(1, y), x), mul(y, sub(1, x))), "x - y"],
    [sub(mul(x, sub(1, y)), mul(sub(1, x), y)), "x - y"],
  ],
  "a factor moves to the numerator": [
    [mul(wide(div(column, sum(exp(x), rows))), exp(x)), "column * (exp(x) / sum(exp(x), axis -1))"],
  ],
  "probabilities sum to one": [
    [sum(shares, { axes: [1] }), "1"],
    [sum(ops.oneHot(labels, { classes: 3, dtype: "float64" }), rows), "1"],
    [sum(smoothed, rows), "1"],
    [sum(ops.gatherRows(shares, index), rows), "1"],
  ],
  "what is equal along the axis comes out of the sum": [
    [sum(mul(column, x), { axes: [1] }), "column * sum(x, axis 1)"],
  ],
  "a number passes through a linear map": [
    [matmul(mul(2, x), w), "2 * (x @ w)"],
    [matmul(x, neg(w)), "-(x @ w)"],
    [sum(mul(3, x), { axes: [0] }), "3 * sum(x, axis 0)"],
    [transpose(neg(x)), "-x^T"],
    [reshape(mul(2, x), { shape: [6] }), "2 * x"],
    [wide(neg(row)), "-row"],
    [mul(y, neg(x)), "-(y * x)"],
    [div(mul(2, x), y), "2 * (x / y)"],
  ],
  "a number passes through a choice": [
    [select(p, mul(2, x), 0), "2 * (x if p else 0)"],
    [select(p, 0, neg(x)), "-(0 if p else x)"],
  ],
  "a sum of sums": [[sum(sum(x, { axes: [1] })), "sum(x)"]],
  "transposing twice": [[transpose(transpose(x)), "x"]],
  "a view of a view": [
    [reshape(reshape(x, { shape: [6] }), { shape: [3, 2] }), "x"],
    [broadcast(wide(row), { shape: [4, 2, 3] }), "row"],
    [reshape(x, { shape: [2, 3] }), "x"],
    [reshape(wide(constant(7)), { shape: [6] }), "7"],
  ],
  "the same function of equal elements": [[tanh(wide(row)), "tanh(row)"]],
};

const result = (node: Node) => {
  const { graph, log } = simplify({ outputs: { node }, updates: [] });
  return { node: graph.outputs.node!, log };
};

test("each rule has an example, and each example belongs to a rule", () => {
  expect(Object.keys(examples).sort()).toEqual(rules.map((rule) => rule.name).sort());
});

for (const rule of rules)
  describe(`${rule.name}: ${rule.identity}`, () => {
    test.each((examples[rule.name] ?? []).map(([node, text]) => [express(node), text, node] as const))(
      "%s is %s",
      (_, text, node) => {
        const { node: simple, log } = result(node);
        expect(log.map((step) => step.rule.name)).toContain(rule.name);
        expect(express(simple)).toBe(text);
        expect([simple.shape, simple.dtype]).toEqual([node.shape, node.dtype]);
        const [left, right] = compute([node, simple], data);
        expect(worst(right!, left!)).toBeLessThan(1e-15);
      },
    );

    test("both sides of each use have the same value, shape and dtype", () => {
      for (const [node] of examples[rule.name] ?? [])
        for (const { before, after } of result(node).log) {
          expect([after.shape, after.dtype]).toEqual([before.shape, before.dtype]);
          const [left, right] = compute([before, after], data);
          expect(worst(right!, left!)).toBeLessThan(1e-15);
        }
    });
  });

describe("what looks alike but is not stays as it is", () => {
  test.each<readonly [string, Node]>([
    ["x + 1", add(x, 1)],
    ["x - y", sub(x, y)],
    ["x + x", add(x, x)],
    ["log(2 - (1 / (1 + exp(-x))))", log(sub(2, sigmoid(x)))],
    ["log(x / y)", log(div(x, y))],
    ["sum(x, axis 1)", sum(x, { axes: [1] })],
    ["sum(shares, axis 0)", sum(shares, { axes: [0] })],
    ["sum((0.9 * shares) + (1/10), axis 1)", sum(add(mul(0.9, shares), 0.1), { axes: [1] })],
    ["sum(x * row)", sum(mul(x, row))],
    ["(x * y) if p else row", select(p, mul(x, y), row)],
    ["((1 - y) * x) - (row * (1 - x))", sub(mul(sub(1, y), x), mul(row, sub(1, x)))],
    ["((1 - y) * x) - (y * (2 - x))", sub(mul(sub(1, y), x), mul(y, sub(2, x)))],
  ])("%s", (text, node) => {
    expect(express(result(node).node)).toBe(text);
  });
});

test("the scalar s is not mistaken for a number", () => {
  expect(express(result(matmul(mul(s, x), w)).node)).toBe("(s * x) @ w");
});
