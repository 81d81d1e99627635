import { describe, expect, test } from "vitest";
import { planar, stepOf } from "../../../test/derivation/steps.ts";
import { input, named, ops } from "../../graph/build.ts";
import { type Node, rootsOf, topological } from "../../graph/node.ts";
import { dense } from "../../nn/layers/dense.ts";
import { formula } from "./formula.ts";
import { numpyNumber } from "./number.ts";

const [x, y, z] = ["x", "y", "z"].map((name) => input(name, [3, 3])) as [Node, Node, Node];
const s = input("s", []);

/** Text, LaTeX and NumPy of expressions in which parentheses decide the meaning. */
const written: readonly (readonly [Node, string, string, string])[] = [
  [ops.mul(ops.add(x, y), z), "(x + y) * z", "(x + y) \\odot z", "(x + y) * z"],
  [ops.add(ops.mul(x, y), z), "x * y + z", "x \\odot y + z", "x * y + z"],
  [ops.sub(x, ops.sub(y, z)), "x - (y - z)", "x - (y - z)", "x - (y - z)"],
  [ops.sub(ops.sub(x, y), z), "x - y - z", "x - y - z", "x - y - z"],
  [ops.div(x, ops.mul(y, z)), "x / (y * z)", "\\frac{x}{y \\odot z}", "x / (y * z)"],
  [ops.mul(x, ops.div(y, z)), "x * (y / z)", "x \\odot \\frac{y}{z}", "x * (y / z)"],
  [ops.neg(ops.add(x, y)), "-(x + y)", "-(x + y)", "-(x + y)"],
  [ops.mul(ops.neg(x), y), "(-x) * y", "(-x) \\odot y", "(-x) * y"],
  [ops.square(ops.neg(x)), "(-x)^2", "(-x)^2", "(-x) ** 2"],
  [ops.square(ops.tanh(x)), "tanh(x)^2", "(\\tanh x)^2", "np.tanh(x) ** 2"],
  [ops.square(ops.exp(x)), "exp(x)^2", "(e^{x})^2", "np.exp(x) ** 2"],
  [ops.transpose(ops.matmul(x, y)), "(x y)^T", "(x y)^\\top", "(x @ y).T"],
  [ops.matmul(x, ops.matmul(y, z)), "x y z", "x y z", "x @ (y @ z)"],
  [ops.mul(ops.matmul(x, y), z), "(x y) * z", "(x y) \\odot z", "(x @ y) * z"],
  [ops.matmul(ops.mul(x, y), z), "(x * y) z", "(x \\odot y) z", "(x * y) @ z"],
  [ops.mul(x, x), "x^2", "x^2", "x ** 2"],
  [ops.mul(0.25, ops.matmul(x, y)), "(1/4) x y", "\\frac{1}{4}\\,x y", "1 / 4 * (x @ y)"],
  [ops.mul(-2, x), "-2 x", "-2\\,x", "-2 * x"],
  [ops.mul(s, x), "s * x", "s\\,x", "s * x"],
  [ops.log(ops.sub(1, x)), "log(1 - x)", "\\ln (1 - x)", "np.log(1 - x)"],
  [ops.mul(x, ops.log(y)), "x * log(y)", "x \\odot \\ln y", "x * np.log(y)"],
  [ops.mul(x, ops.relu(y)), "x * max(0, y)", "x \\odot \\max(0, y)", "x * np.maximum(0, y)"],
  [
    ops.mul(x, ops.select(ops.less(0, y), z, 0)),
    "x * (z if 0 < y else 0)",
    "x \\odot \\begin{cases} z & 0 < y \\\\ 0 & \\text{otherwise} \\end{cases}",
    "x * np.where(0 < y, z, 0)",
  ],
  [ops.sum(ops.add(x, y)), "sum(x + y)", "\\sum (x + y)", "np.sum(x + y)"],
  [
    ops.sum(x, { axes: [-1], keepdims: true }),
    "sum(x, axis 1, keepdims)",
    "\\sum_{\\text{axis 1}} x",
    "np.sum(x, axis=1, keepdims=True)",
  ],
];

test.each(written)("case %#", (node, text, latex, numpy) => {
  expect(formula(node)).toMatchObject({ text, latex, numpy });
});

const valuesOf = (root: { graph: Parameters<typeof rootsOf>[0] }, convention: "rows" | "columns") =>
  Object.fromEntries(
    topological(rootsOf(root.graph))
      .filter((node) => node.name !== undefined && node.inputs.length > 0)
      .map((node) => [node.name!, formula(node, { convention, m: 400 })]),
  );

describe("the step of lesson 4's network", () => {
  test("reads with examples as columns as lessons 4 and 5 print it", () => {
    const values = valuesOf(planar(), "columns");
    const texts = Object.fromEntries(Object.entries(values).map(([name, { text }]) => [name, text]));
    expect(texts).toMatchObject({
      Z1: "W1 X + b1",
      A1: "tanh(Z1)",
      Z2: "W2 A1 + b2",
      dZ2: "A2 - Y",
      dW2: "(1/m) dZ2 A1^T",
      db2: "(1/m) sum(dZ2, axis 1, keepdims)",
      dA1: "W2^T dZ2",
      dZ1: "dA1 * (1 - A1^2)",
      dW1: "(1/m) dZ1 X^T",
      db1: "(1/m) sum(dZ1, axis 1, keepdims)",
      W1_new: "W1 - learningRate * dW1",
    });
    expect(values.dW2!.latex).toBe("\\frac{1}{m}\\,dZ_2 A_1^\\top");
    expect(values.dW2!.mathml).toBe(
      '<math><mrow><mfrac><mn>1</mn><mi>m</mi></mfrac><mspace width="0.17em"/><mi>d</mi><msub><mi>Z</mi><mn>2</mn></msub>' +
        "<msubsup><mi>A</mi><mn>1</mn><mi>⊤</mi></msubsup></mrow></math>",
    );
    expect(values.W1_new!.latex).toBe("W_1 - \\alpha\\,dW_1");
    expect(values.W1_new!.numpy).toBe("W1 - learning_rate * dW1");
    expect(values.db1!.numpy).toBe("1 / m * np.sum(dZ1, axis=1, keepdims=True)");
  });

  test("reads with examples as rows as NumPy computes it", () => {
    const values = valuesOf(planar(), "rows");
    expect(values.Z1).toMatchObject({ text: "X W1 + b1", numpy: "X @ W1 + b1" });
    expect(values.dW2).toMatchObject({ text: "(1/m) A1^T dZ2", numpy: "1 / m * (A1.T @ dZ2)" });
    expect(values.db2).toMatchObject({
      text: "(1/m) sum(dZ2, axis 0)",
      numpy: "1 / m * np.sum(dZ2, axis=0)",
    });
  });
});

test("a softmax over columns adds along axis 0", () => {
  const more = { targets: { kind: "values", width: 3, distribution: true, classes: true } } as const;
  const values = valuesOf(stepOf([dense(3, "softmax")], "crossEntropy", more), "columns");
  expect(values.A1!.text).toBe("exp(Z1 - max(Z1, axis 0)) / sum(exp(Z1 - max(Z1, axis 0)), axis 0)");
  expect(values.A1!.numpy).toContain("np.max(Z1, axis=0, keepdims=True)");
});

test("a share of the examples is told from a number that only looks like one", () => {
  const half = ops.mul(0.5, named("l", ops.square(s)));
  expect(formula(half, { m: 4 }).text).toBe("(1/2) l");
  expect(formula(ops.mul(2 / 400, s), { m: 400 }).text).toBe("(2/m) s");
  expect(formula(ops.mul(1 / 1200, s), { m: 400 }).text).toBe("(1/(3 m)) s");
  expect(formula(ops.mul(0.01, s), { m: 400 }).text).toBe("0.01 s");
  expect(formula(ops.mul(0.001, s), { m: 400 }).text).toBe("0.001 s");
});

test("a reciprocal is written as one, save where its decimals are what people know", () => {
  const texts = [1 / 2, 1 / 3, 1 / 30, 1 / 400, 0.2, 0.1, 0.05, 0.01, 0.9].map(
    (c) => formula(ops.mul(c, s)).text,
  );
  expect(texts).toEqual([
    "(1/2) s",
    "(1/3) s",
    "(1/30) s",
    "(1/400) s",
    "0.2 s",
    "0.1 s",
    "0.05 s",
    "0.01 s",
    "0.9 s",
  ]);
});

test("what rounding made of 1 - 0.9 is that difference in NumPy, and 0.1 on paper", () => {
  const s = input("s", [], "float64");
  const average = ops.add(1 - 0.999, ops.mul(1 - 0.9, s));
  expect(formula(average).numpy).toBe("(1 - 0.999) + (1 - 0.9) * s");
  expect(formula(average).text).toBe("0.001 + 0.1 s");
  expect([0.1, 1 / 3, 0.1 + 0.2, 1.0000009999989998, -0.7, 5e-324, Infinity].map(numpyNumber)).toEqual([
    "0.1",
    "0.3333333333333333",
    "(1 - 0.7)",
    "1.0000009999989998",
    "-0.7",
    "5e-324",
    "np.inf",
  ]);
});
