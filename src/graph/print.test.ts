import { expect, test } from "vitest";
import { constant, input, named, ops } from "./build.ts";
import { print } from "./print.ts";

test("a line a node: name, op, inputs, attributes that are not the defaults, dtype and shape", () => {
  const x = input("X", [5, 3], "float32");
  const w = input("W1", [3, 2], "float32");
  const z = named("Z1", ops.matmul(x, w));
  const a = named("A1", ops.leakyRelu(z, { slope: 0.2 }));
  const graph = {
    outputs: { loss: ops.sum(a, { axes: [0, 1] }), top: ops.argmax(a, { axis: 0, keepdims: true }) },
    updates: [{ target: w, value: ops.mul(0.5, w) }],
  };
  expect(print(graph)).toBe(
    `\
X = input()                             float32 (5, 3)
W1 = input()                            float32 (3, 2)
Z1 = matmul(X, W1)                      float32 (5, 2)
A1 = leakyRelu(Z1, slope=0.2)           float32 (5, 2)
%0 = sum(A1, axes=(0, 1))               float32 ()
%1 = argmax(A1, axis=0, keepdims=true)  int32 (1, 2)
%2 = constant(value=0.5)                float32 ()
%3 = broadcast(%2, shape=(3, 2))        float32 (3, 2)
%4 = mul(%3, W1)                        float32 (3, 2)
output loss = %0
output top = %1
update W1 <- %4`
      .replaceAll("  float32", "   float32")
      .replaceAll("  int32", "   int32"),
  );
});

test("a name that is taken goes to the first node only; constants show -0", () => {
  const x = input("x", []);
  const twins = ops.add(named("y", ops.neg(x)), named("y", ops.exp(x)));
  expect(print({ outputs: { twins }, updates: [] })).toMatch(
    /^x = .*\ny = neg\(x\).*\n%0 = exp\(x\).*\n%1 = add\(y, %0\)/,
  );
  expect(print({ outputs: { zero: constant(-0) }, updates: [] })).toContain("%0 = constant(value=-0)");
});

test("a graph of nothing prints nothing", () => {
  expect(print({ outputs: {}, updates: [] })).toBe("");
});
