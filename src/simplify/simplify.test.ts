import { describe, expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { apply, constant, input, named, ops } from "../graph/build.ts";
import { evaluator } from "../graph/evaluate.ts";
import { type Graph, type Node, rootsOf, topological } from "../graph/node.ts";
import { print } from "../graph/print.ts";
import { verify } from "../graph/verify.ts";
import { table } from "../op/index.ts";
import type { Op } from "../op/op.ts";
import type { Rule } from "./rule.ts";
import { rules, simplify } from "./simplify.ts";

const x = input("x", [2]);
const y = input("y", [2]);
const of = (outputs: Record<string, Node>, updates: Graph["updates"] = []): Graph => ({ outputs, updates });
const count = (graph: Graph) => topological(rootsOf(graph)).length;

describe("equal expressions become one node", () => {
  test("wherever they stand", () => {
    const { graph } = simplify(of({ a: ops.exp(ops.mul(x, y)), b: ops.tanh(ops.mul(x, y)) }), []);
    expect(graph.outputs.a!.inputs[0]).toBe(graph.outputs.b!.inputs[0]);
    expect(count(graph)).toBe(5);
  });

  test("and leaves of one name, so that data is bound once", () => {
    const { graph } = simplify(of({ sum: ops.add(input("x", [2]), ops.exp(input("x", [2]))) }), []);
    verify(graph);
    expect(count(graph)).toBe(3);
  });

  test("but not where attributes, dtypes or shapes differ", () => {
    const apart = [
      ops.leakyRelu(x, { slope: 0.1 }),
      ops.leakyRelu(x, { slope: 0.2 }),
      ops.sum(x, { axes: [0] }),
      ops.sum(x, { keepdims: true }),
      ops.broadcast(x, { shape: [2, 2] }),
      ops.broadcast(x, { shape: [3, 2] }),
    ];
    const { graph } = simplify(of(Object.fromEntries(apart.entries())), []);
    expect(new Set(Object.values(graph.outputs)).size).toBe(apart.length);
  });

  test("nor numbers that compute apart: the infinities, NaN, 0 and -0", () => {
    const numbers = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0, -0, 1e300];
    const graph = of(Object.fromEntries(numbers.map((value, i) => [i, constant(value)])));
    const simple = simplify(graph).graph;
    expect(numbers.map((_, i) => simple.outputs[i]!.attributes.value)).toEqual(numbers);
  });

  test("under the name that one of them has", () => {
    const z = named("Z", ops.mul(x, y));
    for (const outputs of [
      { a: ops.exp(ops.mul(x, y)), b: ops.tanh(z) },
      { b: ops.tanh(z), a: ops.exp(ops.mul(x, y)) },
    ]) {
      const { graph } = simplify(of(outputs), []);
      expect(graph.outputs.a!.inputs[0]).toBe(graph.outputs.b!.inputs[0]);
      expect(graph.outputs.a!.inputs[0]!.name).toBe("Z");
    }
    expect(z.inputs[0]!.name).toBe("x");
  });
});

test("the graph that was given is left as it was", () => {
  const product = ops.mul(x, 1);
  const graph = of({ y: ops.exp(product), z: named("Z", ops.add(product, 0)) });
  const before = print(graph);
  simplify(graph);
  expect(print(graph)).toBe(before);
});

test("what nothing needs is dropped", () => {
  const { graph } = simplify(of({ y: ops.add(x, ops.mul(0, ops.exp(y))) }));
  expect(print(graph)).toBe("x = input()   float64 (2,)\noutput y = x");
});

test("a node keeps its name when it is rewritten, unless it became a value that has one, or a number", () => {
  const outputs = {
    a: named("A", ops.mul(x, 2)),
    b: named("B", ops.add(x, 0)),
    c: named("C", ops.mul(0, x)),
  };
  const simple = simplify(of(outputs)).graph.outputs;
  expect([simple.a!.name, simple.b!.name, simple.c!.name]).toEqual(["A", "x", undefined]);
});

test("a number in front of a cotangent leaves it, and the cotangent keeps its name; a forward value keeps its number", () => {
  const scaled = ops.mul(0.25, ops.sub(x, y));
  const matrix = (node: Node) => ops.reshape(node, { shape: [1, 2] });
  const w = input("w", [2, 1]);
  const cotangent: Node = { ...named("dZ", matrix(scaled)), cotangentOf: "Z" };
  const backward = simplify(of({ dw: ops.matmul(cotangent, w) })).graph;
  expect(print(backward)).toContain("dZ = reshape(%2, shape=(1, 2))");
  expect(print(backward)).toMatch(/mul\(%\d, %\d\) .*\noutput dw/);
  const forward = simplify(of({ y: ops.matmul(matrix(named("Z", scaled)), w) })).graph;
  expect(print(forward)).toMatch(/Z = mul\(/);
});

test("updates are rewritten with the outputs, their targets stay leaves", () => {
  const w = input("w", [2]);
  const { graph } = simplify(of({ y: ops.add(w, 0) }, [{ target: w, value: ops.sub(w, ops.neg(x)) }]));
  verify(graph);
  expect(print(graph)).toMatch(/output y = w\nupdate w <- %0$/);
  const run = evaluator(graph);
  const state = Float64Array.of(1, 2);
  run.bind("w", state);
  run.bind("x", Float64Array.of(10, 20));
  run.run();
  run.commit();
  expect([...state]).toEqual([11, 22]);
});

test("the log holds each use: the rule, what was there, what came", () => {
  const node = named("Z", ops.mul(ops.add(x, 0), 2));
  const { log, graph } = simplify(of({ node }));
  expect(log.map(({ rule }) => rule.name)).toEqual(["zero is neutral", "a number stands in front"]);
  expect(log[1]!.before.name).toBe("Z");
  expect(log[1]!.after.name).toBe("Z");
  expect(graph.outputs.node!.name).toBe("Z");
});

test("without rules only equal nodes unite, and the log is empty", () => {
  const { log, graph } = simplify(of({ y: ops.add(x, 0) }), []);
  expect(log).toEqual([]);
  expect(graph.outputs.y!.op.name).toBe("add");
});

test("rules that undo each other stop with an internal error that names one of them", () => {
  const swap = (name: string, from: Op, to: Op): Rule => ({
    name,
    of: [from],
    identity: "f(x) = g(x)",
    rewrite: (node) => apply(to, node.inputs),
  });
  const pair = [swap("to exp", table.tanh, table.exp), swap("to tanh", table.exp, table.tanh)];
  expect(() => simplify(of({ y: ops.tanh(x) }), pair)).toThrow(
    new ChainruleError(
      "internal",
      'simplify: expected the rules to settle within 200 passes but got "to tanh" still applied to exp(x).',
    ),
  );
});

test("numbers fold with the rounding of their type", () => {
  const sum = (dtype: "float32" | "float64") =>
    simplify(of({ sum: ops.add(constant(0.1, dtype), 0.2) })).graph.outputs.sum!.attributes.value;
  expect(sum("float32")).toBe(0.30000001192092896);
  expect(sum("float64")).toBe(0.30000000000000004);
});

test("a chain of 20,000 nodes is simplified without overflowing the stack", () => {
  let node: Node = x;
  for (let i = 0; i < 20_000; i++) node = ops.tanh(node);
  expect(count(simplify(of({ y: ops.add(node, 0) })).graph)).toBe(20_001);
});

test("rules have distinct names, and those that do not always hold say when", () => {
  expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
  expect(rules.filter((rule) => rule.holds).map((rule) => [rule.name, rule.holds])).toEqual([
    ["zero annihilates", "x is finite"],
    ["logarithm of a quotient", "t > 0"],
    ["probabilities sum to one", "each row of y is a distribution"],
  ]);
});
