import { expect, test } from "vitest";
import { topological } from "../../src/graph/node.ts";
import { type Activation, express } from "../../src/index.ts";
import { flowerStep } from "../support/values.ts";

const shapes = {
  X: [400, 2],
  W1: [2, 4],
  b1: [4],
  Z1: [400, 4],
  A1: [400, 4],
  W2: [4, 1],
  b2: [1],
  A2: [400, 1],
};

test.each<[Activation, string]>([
  ["tanh", "dA1 * (1 - (A1 * A1))"],
  ["sigmoid", "dA1 * (A1 * (1 - A1))"],
  ["relu", "dA1 if (0 < Z1) else 0"],
])("the six backward equations hold for a hidden %s", (activation, dZ1) => {
  const { graph } = flowerStep(activation);
  const read = (name: string) => express(graph.outputs[name]!);
  const named = (name: string) =>
    topological(Object.values(graph.outputs)).find((node) => node.name === name)!;
  expect(express(named("dZ2"))).toBe("A2 - Y");
  expect(express(named("dA1"))).toBe("dZ2 @ W2^T");
  expect(express(named("dZ1"))).toBe(dZ1);
  expect([read("dW2"), read("db2"), read("dW1"), read("db1")]).toEqual([
    "(1/400) * (A1^T @ dZ2)",
    "(1/400) * sum(dZ2, axis 0)",
    "(1/400) * (X^T @ dZ1)",
    "(1/400) * sum(dZ1, axis 0)",
  ]);
  for (const name of ["W1", "b1", "W2", "b2"] as const)
    expect(graph.outputs[`d${name}`]!.shape).toEqual(shapes[name]);
});
