import { describe, expect, it } from "vitest";
import { RandomState } from "../../array/random.ts";
import { allocate, type FloatType } from "../../base/dtype.ts";
import { sizeOf } from "../../base/shape.ts";
import { input, ops } from "../../graph/build.ts";
import { evaluator } from "../../graph/evaluate.ts";
import { inputsOf, type Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { samples } from "../../op/samples.ts";
import { lower } from "../lower.ts";
import { Names } from "../source/names.ts";
import { ownNames, render } from "./render.ts";

/** The value of a node as the interpreter has it, and as the rendered program does. */
function both(node: Node, numbers?: readonly number[]): readonly [ArrayLike<number>, ArrayLike<number>] {
  const graph = { outputs: { y: node }, updates: [] };
  const schedule = lower(graph);
  const leaves = inputsOf(graph);
  const draws = new RandomState(3);
  const data = leaves.map(({ shape, dtype }) => {
    const values = allocate(dtype, sizeOf(shape));
    values.set(numbers ?? draws.randn(values.length));
    return values;
  });
  const run = evaluator(graph);
  leaves.forEach(({ name }, i) => {
    run.bind(name!, data[i]!);
  });
  run.run();
  const output = schedule.bufferOf.get(node)!;
  const { functions, arrays, groups, nameOf } = render([schedule.once, schedule.step], {
    inputs: [...schedule.inputs.values()],
    finite: new Set(),
    kept: new Set([output]),
    dtype: leaves[0]!.dtype as FloatType,
    names: new Names(ownNames),
    typed: false,
  });
  const text = [
    "const fround = Math.fround;",
    ...functions,
    ...arrays,
    ...groups.flat(),
    `return ${nameOf(output)};`,
  ];
  const params = leaves.map(({ name }) => nameOf(schedule.inputs.get(name!)!));
  return [run.valueOf(node), new Function(...params, text.join("\n"))(...data) as ArrayLike<number>];
}

describe.each(["float32", "float64"] as const)("A program in %s", (dtype) => {
  const x = (...shape: number[]) => input("x", shape, dtype);

  const unary = Object.values(table).filter((op) => op.kind === "elementwise" && op.args.length === 1);
  it.each(unary.map((op) => [op.name, op] as const))("computes %s at its samples", (_, op) => {
    if (op.kind !== "elementwise") return;
    const given = samples[op.name] as readonly number[];
    const make = (ops as unknown as Record<string, (node: Node) => Node>)[op.name]!;
    const [expected, computed] = both(make(x(given.length)), given);
    expect([...Array.from(computed)]).toStrictEqual([...Array.from(expected)]);
  });

  it.each<[string, () => Node]>([
    ["a product with several rows", () => ops.matmul(x(5, 7), input("w", [7, 3], dtype))],
    ["a product with a transpose", () => ops.matmul(x(5, 7), ops.transpose(input("w", [3, 7], dtype)))],
    ["a product of a transpose", () => ops.matmul(ops.transpose(x(7, 5)), input("w", [7, 1], dtype))],
    ["sums of rows", () => ops.sum(x(5, 37), { axes: [1] })],
    ["sums of columns", () => ops.sum(x(37, 5), { axes: [0] })],
    ["the largest of each column between others", () => ops.max(x(4, 19, 3), { axes: [1] })],
    ["a total of what is not kept", () => ops.sum(ops.square(ops.sub(x(50), 0.5)))],
    [
      "rows and columns spread over a matrix",
      () => {
        const all = x(6, 20);
        return ops.mul(ops.sub(all, ops.sum(all, { axes: [1], keepdims: true })), input("b", [20], dtype));
      },
    ],
    [
      "a number that two need",
      () => {
        const all = x(9);
        const top = ops.max(all);
        return ops.div(ops.sub(all, top), ops.exp(top));
      },
    ],
  ])("computes %s", (_, make) => {
    const [expected, given] = both(make());
    expect(given).toStrictEqual(expected);
  });

  it("refuses a kernel that predictions have not, by its name", () => {
    expect(() => both(ops.argmax(x(3, 4)))).toThrow(
      "render: expected a kernel among map, reduce, matmul, products but got argReduce.",
    );
  });
});
