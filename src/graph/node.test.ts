import { expect, test } from "vitest";
import { input, named, ops } from "./build.ts";
import { inputsOf, type Node, rootsOf, topological } from "./node.ts";

const a = input("a", [2]);
const b = input("b", [2]);

test("each node comes once, after its inputs", () => {
  const sum = ops.add(a, b);
  const product = ops.mul(sum, sum);
  const root = ops.sub(product, a);
  expect(topological([root, sum])).toEqual([a, b, sum, product, root]);
  expect(topological([sum, root, root])).toEqual([a, b, sum, product, root]);
  expect(topological([])).toEqual([]);
});

test("a chain of 50,000 nodes does not overflow the stack", () => {
  let node: Node = a;
  for (let i = 0; i < 50_000; i++) node = ops.tanh(node);
  const order = topological([node]);
  expect(order.length).toBe(50_001);
  expect(order[0]).toBe(a);
  expect(order.at(-1)).toBe(node);
});

test("roots are the outputs, then the values of updates", () => {
  const [x, y] = [ops.neg(a), ops.exp(b)];
  expect(rootsOf({ outputs: { x }, updates: [{ target: b, value: y }] })).toEqual([x, y]);
});

test("inputs are the leaves in the order they are needed, targets of updates with them", () => {
  const c = input("c", []);
  const graph = { outputs: { y: named("y", ops.sub(b, a)) }, updates: [{ target: c, value: ops.sum(a) }] };
  expect(inputsOf(graph).map((node) => node.name)).toEqual(["b", "a", "c"]);
});
