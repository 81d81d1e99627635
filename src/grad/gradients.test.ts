import { expect, test } from "vitest";
import { compute } from "../../test/support/graphs.ts";
import { ChainruleError } from "../base/error.ts";
import { input, named, ops } from "../graph/build.ts";
import { type Node, rootsOf, topological } from "../graph/node.ts";
import { verify } from "../graph/verify.ts";
import { gradients } from "./gradients.ts";

const x = input("x", [2]);
const y = input("y", [2]);

test("the derivative of a scalar by each leaf", () => {
  const scalar = ops.sum(ops.mul(ops.square(x), y));
  const data = { x: [3, -1], y: [2, 5] };
  expect(compute(gradients(scalar, [x, y]), data)).toEqual([
    [12, -10],
    [9, 1],
  ]);
});

test("the uses of a value add up, in whatever order they are visited", () => {
  const square = ops.square(x);
  const scalar = ops.sum(ops.add(ops.mul(square, x), ops.sub(ops.mul(3, square), x)));
  expect(compute(gradients(scalar, [x]), { x: [2, -1] })).toEqual([[23, -4]]);
});

test("by an inner value, with what comes before it left alone", () => {
  const z = named("Z", ops.mul(2, x));
  const [dz] = gradients(ops.sum(ops.square(z)), [z]);
  expect(compute([dz!], { x: [3, 1] })).toEqual([[12, 4]]);
  expect(dz!.name).toBe("dZ");
});

test("by the scalar itself it is 1, by what it does not depend on 0", () => {
  const scalar = ops.sum(x);
  const [one, zero] = gradients(scalar, [scalar, y]);
  expect(compute([one!, zero!], { x: [1, 2] })).toEqual([[1], [0, 0]]);
  expect(zero!.shape).toEqual([2]);
});

test("cotangents of named values are named after them and say so, others stay nameless", () => {
  const z = named("Z1", ops.mul(x, y));
  const a = named("A1", ops.tanh(z));
  const [dx] = gradients(ops.sum(ops.exp(ops.neg(a))), [x]);
  const cotangents = topological([dx!]).filter((node) => node.cotangentOf);
  expect(cotangents.map((node) => [node.name, node.cotangentOf])).toEqual([
    ["dA1", "A1"],
    ["dZ1", "Z1"],
    ["dx", "x"],
  ]);
});

test("the dtype of the scalar is the dtype of its gradients", () => {
  const single = input("single", [3], "float32");
  const [slope] = gradients(ops.sum(ops.exp(single)), [single]);
  expect(slope!.dtype).toBe("float32");
  verify({ outputs: { slope: slope! }, updates: [] });
});

test("stopGradient holds the cotangent back, so only the other path counts", () => {
  const scalar = ops.sum(ops.mul(x, ops.stopGradient(x)));
  expect(compute(gradients(scalar, [x]), { x: [3, -2] })).toEqual([[3, -2]]);
});

test("a second derivative is the gradient of a gradient", () => {
  const [first] = gradients(ops.sum(ops.pow(x, { exponent: 3 })), [x]);
  expect(compute(gradients(ops.sum(first!), [x]), { x: [2, -1] })).toEqual([[12, -6]]);
});

test("no work goes where no derivative is asked for", () => {
  const w = input("w", [2, 2]);
  const data = input("data", [5, 2]);
  const hidden = ops.matmul(data, w);
  const [dw] = gradients(ops.sum(hidden), [w]);
  const products = topological(rootsOf({ outputs: { dw: dw! }, updates: [] })).filter(
    (node) => node.op.kind === "contraction",
  );
  expect(products.length).toBe(1);
});

test("a chain of 50,000 operations is differentiated without overflowing the stack", () => {
  const scalar = input("scalar", []);
  let node: Node = scalar;
  for (let i = 0; i < 50_000; i++) node = ops.neg(node);
  expect(compute(gradients(node, [scalar]), { scalar: [3] })).toEqual([[1]]);
});

test("what is differentiated must be a float scalar", () => {
  expect(() => gradients(ops.exp(x), [x])).toThrow(
    new ChainruleError(
      "shape",
      "gradients: expected a float scalar to differentiate but got float64 of shape (2,). Reduce it first, with sum or mean.",
    ),
  );
  expect(() => gradients(ops.argmax(x), [x])).toThrow("but got int32 of shape ().");
});

test("the gradient by a value that nothing depends on is zero, and named after it where it has a name", () => {
  const x = input("x", [2]);
  const [known, nameless] = gradients(ops.sum(x), [input("y", [2]), ops.square(input("z", [2]))]);
  expect([known!.name, known!.cotangentOf]).toEqual(["dy", "y"]);
  expect([nameless!.name, nameless!.cotangentOf]).toEqual([undefined, undefined]);
});
