import { describe, expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { apply, constant, input, named, ops, tensors } from "./build.ts";
import type { Node } from "./node.ts";

const x = (...shape: number[]) => input("x", shape);
const y = (...shape: number[]) => input("y", shape);
const single = (...shape: number[]) => input("z", shape, "float32");
const whole = (...shape: number[]) => input("i", shape, "int32");
const flag = (...shape: number[]) => input("p", shape, "bool");

/** What is built, and the one sentence it is refused with. */
const refused: readonly (readonly [() => Node, string])[] = [
  [
    () => ops.matmul(x(4, 3), y(4, 2)),
    "matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (4, 3) and (4, 2). The first one transposed would fit.",
  ],
  [
    () => ops.matmul(x(4, 3), y(2, 3)),
    "matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (4, 3) and (2, 3). The second one transposed would fit.",
  ],
  [
    () => ops.matmul(x(3), y(6)),
    "matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (3,) and (6,). Make one a column and one a row: x[:, None] has shape (3, 1), y[None, :] has shape (1, 6).",
  ],
  [
    () => ops.matmul(x(3), y(3, 2)),
    "matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (3,) and (3, 2). Reshape both to two axes.",
  ],
  [
    () => ops.matmul(x(4, 3), y(5, 2)),
    "matmul: expected matrices (m, k) and (k, n) with equal inner dimensions but got (4, 3) and (5, 2).",
  ],
  [
    () => ops.matmul(x(2, 2), single(2, 2)),
    "matmul: expected matrices of one float type but got float64 and float32.",
  ],
  [
    () => ops.matmul(whole(2, 2), whole(2, 2)),
    "matmul: expected matrices of one float type but got int32 and int32.",
  ],
  [
    () => ops.add(x(2, 3), y(2)),
    "add: expected shapes that broadcast (axes equal from the end, or 1) but got (2, 3) and (2,).",
  ],
  [
    () => ops.mul(x(3), y(6)),
    "mul: expected shapes that broadcast (axes equal from the end, or 1) but got (3,) and (6,). The first one as a column, x[:, None] of shape (3, 1), would give (3, 6).",
  ],
  [
    () => ops.select(flag(2), x(3), y(3)),
    "select: expected shapes that broadcast (axes equal from the end, or 1) but got (2,) and (3,) and (3,).",
  ],
  [() => ops.add(x(2), single(2)), "add: expected arguments of one float type but got float64 and float32."],
  [() => ops.add(x(2), flag(2)), "add: expected arguments of one float type but got float64 and bool."],
  [() => ops.exp(whole(2)), "exp: expected arguments of one float type but got int32."],
  [
    () => ops.less(x(2), single(2)),
    "less: expected arguments of one number type but got float64 and float32.",
  ],
  [() => ops.equal(flag(2), flag(2)), "equal: expected arguments of one number type but got bool and bool."],
  [
    () => ops.select(x(2), x(2), y(2)),
    "select: expected condition as a bool and arguments of one float type but got float64 and float64 and float64.",
  ],
  [
    () => ops.add(1, 2),
    "add: expected at least one node among its arguments but got numbers only. Make one of them a node with constant(value, dtype).",
  ],
  [() => ops.sum(x(2, 3), { axes: [2] }), "sum: expected axes from -2 to 1 for shape (2, 3) but got (2)."],
  [
    () => ops.max(x(2, 3), { axes: [0, -3] }),
    "max: expected axes from -2 to 1 for shape (2, 3) but got (0, -3).",
  ],
  [
    () => ops.argmax(x(2, 3), { axis: 5 }),
    "argmax: expected axes from -2 to 1 for shape (2, 3) but got (5).",
  ],
  [() => ops.sum(x(), { axes: [0] }), "sum: expected no axes for a scalar but got (0)."],
  [() => ops.sum(whole(3)), "sum: expected a float array but got int32 (3,)."],
  [() => ops.argmax(flag(3)), "argmax: expected a float array but got bool (3,)."],
  [
    () => ops.reshape(x(2, 3), { shape: [4] }),
    "reshape: expected a shape of 6 elements for (2, 3) but got (4,).",
  ],
  [
    () => ops.broadcast(x(2, 3), { shape: [2, 4] }),
    "broadcast: expected an array whose axes equal those of (2, 4) from the end, or are 1 but got shape (2, 3).",
  ],
  [
    () => ops.broadcast(x(2, 3), { shape: [3] }),
    "broadcast: expected an array whose axes equal those of (3,) from the end, or are 1 but got shape (2, 3).",
  ],
  [
    () => ops.gatherRows(x(3, 2), y(2)),
    "gatherRows: expected an array with rows and a list of int32 indices but got (3, 2) and float64 (2,).",
  ],
  [
    () => ops.gatherRows(x(), whole(2)),
    "gatherRows: expected an array with rows and a list of int32 indices but got () and int32 (2,).",
  ],
  [
    () => ops.scatterRows(x(3, 2), whole(2), { count: 4 }),
    "scatterRows: expected one int32 index for each row but got (3, 2) and int32 (2,).",
  ],
  [() => ops.oneHot(x(3), { classes: 2 }), "oneHot: expected a list of int32 labels but got float64 (3,)."],
  [
    () => ops.dropoutMask(whole(), whole(), { shape: [2], rate: 1 }),
    "dropoutMask: expected a rate from 0 and below 1 but got 1.",
  ],
  [
    () => ops.dropoutMask(whole(), x(), { shape: [2] }),
    "dropoutMask: expected seed and step as int32 scalars but got int32 () and float64 ().",
  ],
];

test.each(refused.map(([build, message]) => [message, build] as const))("%s", (message, build) => {
  const code = /numbers only|rate/.test(message) ? "usage" : "shape";
  expect(build).toThrow(new ChainruleError(code, message));
});

describe("what is built", () => {
  test("operands of an elementwise op broadcast to the common shape, by nodes of their own", () => {
    const node = ops.add(x(2, 1), y(3));
    expect(node.shape).toEqual([2, 3]);
    expect(node.inputs.map((i) => [i.op.name, i.shape])).toEqual([
      ["broadcast", [2, 3]],
      ["broadcast", [2, 3]],
    ]);
    const [same] = ops.add(x(3), y(3)).inputs;
    expect(same!.op.name).toBe("input");
  });

  test("a number takes the dtype of the nodes beside it", () => {
    expect(ops.mul(2, single(3)).dtype).toBe("float32");
    expect(ops.select(flag(3), 1, single(3)).dtype).toBe("float32");
    expect(ops.equal(whole(3), 2).inputs[1]!.dtype).toBe("int32");
  });

  test("comparisons give bool, argmax int32, oneHot and masks the dtype that is asked for", () => {
    const dtypes = [
      ops.less(single(3), 0),
      ops.argmax(x(3)),
      ops.oneHot(whole(3), { classes: 2, dtype: "float64" }),
      ops.dropoutMask(whole(), whole(), { shape: [2, 3], dtype: "float32" }),
    ].map((node) => [node.dtype, node.shape]);
    expect(dtypes).toEqual([
      ["bool", [3]],
      ["int32", []],
      ["float64", [3, 2]],
      ["float32", [2, 3]],
    ]);
  });

  test("axes are left out, or kept with size 1; none given means all", () => {
    const shapes = [
      ops.sum(x(2, 3, 4)),
      ops.sum(x(2, 3, 4), { keepdims: true }),
      ops.sum(x(2, 3, 4), { axes: [-1] }),
      ops.sum(x(2, 3, 4), { axes: [-1, 0], keepdims: true }),
      ops.argmax(x(2, 3, 4), { axis: 1, keepdims: true }),
    ].map((node) => node.shape);
    expect(shapes).toEqual([[], [1, 1, 1], [2, 3], [1, 3, 1], [2, 1, 4]]);
  });

  test("attributes that are not given have their defaults", () => {
    expect(ops.leakyRelu(x(1)).attributes).toEqual({ slope: 0.01 });
    expect(ops.leakyRelu(x(1), { slope: 0.2 }).attributes).toEqual({ slope: 0.2 });
  });

  test("a constant with a shape is one number, repeated", () => {
    const node = constant(2, "float32", [2, 3]);
    expect([node.op.name, node.shape, node.inputs[0]!.attributes]).toEqual([
      "broadcast",
      [2, 3],
      { value: 2 },
    ]);
  });

  test("naming copies: the node itself stays nameless", () => {
    const node = ops.exp(x(1));
    expect(named("A1", node).name).toBe("A1");
    expect(node.name).toBeUndefined();
  });

  test("in the reading of derivatives, a broadcast or reshape to the same shape is the node itself", () => {
    const k = tensors("float64");
    const node = x(2, 3);
    expect([k.broadcast(node, [2, 3]), k.reshape(node, [2, 3])]).toEqual([node, node]);
    expect(apply(ops.sum(node).op, [node], { axes: [1] }).shape).toEqual(k.sum(node, [1]).shape);
  });
});
