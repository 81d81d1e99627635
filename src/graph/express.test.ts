import { describe, expect, test } from "vitest";
import { constant, input, named, ops } from "./build.ts";
import { express } from "./express.ts";
import type { Node } from "./node.ts";

const x = input("X", [4, 2]);
const w = input("W", [2, 3]);
const b = input("b", [3]);
const y = input("Y", [4, 3]);

describe("a node reads as a formula", () => {
  const z = named("Z", ops.add(ops.matmul(x, w), b));
  test.each<readonly [string, Node]>([
    ["(X @ W) + b", z],
    ["tanh(Z)", ops.tanh(z)],
    ["X", x],
    ["Z - Y", ops.sub(z, y)],
    ["(Z - Y) * Z", ops.mul(ops.sub(z, y), z)],
    ["Z - (Y - Z)", ops.sub(z, ops.sub(y, z))],
    ["-(Z - Y)", ops.neg(ops.sub(z, y))],
    ["Z - (-Y)", ops.sub(z, ops.neg(y))],
    ["1 / (1 + exp(-Z))", ops.sigmoid(z)],
    ["1 / (1 + exp(-(-Z)))", ops.sigmoid(ops.neg(z))],
    ["exp(Z - Y)", ops.exp(ops.sub(z, y))],
    ["X^T @ Y", ops.matmul(ops.transpose(x), y)],
    ["(X @ W)^T", ops.transpose(ops.matmul(x, w))],
    ["(Z - Y)^2", ops.square(ops.sub(z, y))],
    ["(-Z)^2", ops.square(ops.neg(z))],
    ["Z^3", ops.pow(z, { exponent: 3 })],
    ["sum(Z)", ops.sum(z)],
    ["sum(Z, axis 0)", ops.sum(z, { axes: [0] })],
    ["sum(Z, axis 0,1)", ops.sum(z, { axes: [0, 1] })],
    ["Z if (0 < Z) else 0", ops.select(ops.less(0, z), z, 0)],
    ["Z * (1 if (0 < Z) else (1/100))", ops.mul(z, ops.select(ops.less(0, z), constant(1), 0.01))],
    ["(1/400) * sum(Z)", ops.mul(1 / 400, ops.sum(z))],
    ["(-1/400) * sum(Z)", ops.mul(-1 / 400, ops.sum(z))],
    ["0.9 * Z", ops.mul(0.9, z)],
    ["(-3) * Z", ops.mul(-3, z)],
    ["onehot(labels)", ops.oneHot(input("labels", [4], "int32"), { classes: 3 })],
    ["X[batch]", ops.gatherRows(x, input("batch", [4], "int32"))],
  ])("%s", (text, node) => {
    expect(express(node)).toBe(text);
  });
});

test("a named node is its definition at the top and its name inside another", () => {
  const a = named("A", ops.tanh(named("Z", ops.matmul(x, w))));
  expect(express(a)).toBe("tanh(Z)");
  expect(express(a.inputs[0]!)).toBe("X @ W");
});

test("numbers that are no reciprocal of a whole number stay decimal", () => {
  const numbers = [0, 1, 0.5, 1 / 3, 0.3, 1e-8, -0.25, 2.5].map((value) => express(constant(value)));
  expect(numbers).toEqual(["0", "1", "1/2", "1/3", "0.3", "1e-8", "-1/4", "2.5"]);
  const singles = [Math.fround(1 / 400), Math.fround(0.9), Math.fround(1 / 3), 16777216, Number.NaN].map(
    (value) => express(constant(value, "float32")),
  );
  expect(singles).toEqual(["1/400", "0.9", "1/3", "16777216", "NaN"]);
});
