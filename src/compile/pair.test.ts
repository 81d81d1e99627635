import { expect, test } from "vitest";
import { input, named, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import { lower } from "./lower.ts";
import { printKernels } from "./printKernels.ts";

const kernels = (outputs: Record<string, Node>): string[] =>
  printKernels(lower({ outputs, updates: [] }))
    .split("\n")
    .filter((line) => line.startsWith(" "))
    .map((line) => line.trim().replace(/ {2,}.*/, ""));

const [x, z, d] = [input("x", [40, 2]), input("z", [40, 3]), input("d", [40, 1])];

test("products of a few long sums run side by side, the later one earlier", () => {
  const first = ops.matmul(ops.transpose(x), d);
  const y = named("y", ops.exp(named("first", first)));
  const second = named("second", ops.matmul(ops.transpose(z), d));
  expect(kernels({ y, second })).toEqual([
    "first = matmul(x^T, d: 2 x 40 x 1)",
    "second = and matmul(z^T, d: 3 x 40 x 1)",
    "y = map exp(first)",
  ]);
});

test("or the earlier one later, where the later one needs what is computed in between", () => {
  const first = named("first", ops.matmul(ops.transpose(x), d));
  const e = named("e", ops.exp(z));
  const second = named("second", ops.matmul(ops.transpose(e), d));
  expect(kernels({ first, second })).toEqual([
    "e = map exp(z)",
    "first = matmul(x^T, d: 2 x 40 x 1)",
    "second = and matmul(e^T, d: 3 x 40 x 1)",
  ]);
});

test("not where one needs the other, where sums are many, or where they are short", () => {
  const first = named("first", ops.matmul(ops.transpose(x), z));
  const second = named("second", ops.matmul(x, first));
  const many = input("many", [40, 30]);
  const wide = named("wide", ops.matmul(ops.transpose(many), z));
  const short = named("short", ops.matmul(input("a", [2, 3]), input("b", [3, 2])));
  const shorter = named("shorter", ops.matmul(input("a", [2, 3]), input("b", [3, 2])));
  expect(kernels({ second, wide, short, shorter }).filter((line) => line.includes("= and"))).toEqual([]);
});
