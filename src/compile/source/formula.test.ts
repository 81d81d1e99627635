import { expect, it } from "vitest";
import { table } from "../../op/index.ts";
import type { Buffer, Expression } from "../kernel.ts";
import { formulaOf, formulasOf } from "./formula.ts";

const buffer = (name: string): Buffer => ({ name, dtype: "float64", length: 4 });
const element = (name: string): Expression => ({ kind: "element", buffer: buffer(name) });

it("a formula has brackets where they matter", () => {
  expect(formulaOf(table.add, {}, ["a", "b * c"])).toBe("a + b * c");
  expect(formulaOf(table.mul, {}, ["a + b", "c"])).toBe("(a + b) * c");
  expect(formulaOf(table.tanh, {}, ["a + b"])).toBe("tanh(a + b)");
  expect(formulaOf(table.sigmoid, {}, ["a + b"])).toBe("1 / (1 + exp(-(a + b)))");
  expect(formulaOf(table.stopGradient, {}, ["a + b"])).toBe("a + b");
  expect(formulaOf(table.leakyRelu, { slope: 0.1 }, ["z"])).toBe("z if z > 0 else 0.1 z");
});

it("a loop has a formula for each value with a name, kept or not, and for its totals", () => {
  const z: Expression = {
    kind: "apply",
    op: table.add,
    args: [element("XW1"), element("b1")],
    attributes: {},
    name: "Z1",
  };
  const a: Expression = { kind: "apply", op: table.tanh, args: [z], attributes: {}, name: "A1" };
  const kernel = {
    kind: "map",
    dtype: "float64",
    rows: 1,
    columns: 4,
    results: [{ value: a, out: buffer("A1") }],
    totals: [{ op: table.sum, value: a, out: buffer("sum1") }],
  } as const;
  expect(formulasOf(kernel, ({ name }) => name)).toEqual([
    "Z1 = XW1 + b1",
    "A1 = tanh(Z1)",
    "sum1 = sum(A1)",
  ]);
});
