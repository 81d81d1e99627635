import { describe, expect, test } from "vitest";
import { express } from "../../src/graph/express.ts";
import { rootsOf, topological } from "../../src/graph/node.ts";
import { print } from "../../src/graph/print.ts";
import { verify } from "../../src/graph/verify.ts";
import type { Activation } from "../../src/nn/activations.ts";
import { dense } from "../../src/nn/layers/dense.ts";
import type { StepSettings } from "../../src/nn/step.ts";
import { formulas, planar, stepOf } from "./steps.ts";

describe("the six equations of lessons 4 and 5, letter by letter", () => {
  const step = planar();

  test("each value as the texts derive it", () => {
    expect(formulas(step.graph)).toEqual({
      Z1: "(X @ W1) + b1",
      A1: "tanh(Z1)",
      Z2: "(A1 @ W2) + b2",
      A2: "1 / (1 + exp(-Z2))",
      loss: "(1/400) * sum((Y * log(1 + exp(-Z2))) + ((1 - Y) * log(1 + exp(Z2))))",
      dZ2: "A2 - Y",
      dW2: "(1/400) * (A1^T @ dZ2)",
      db2: "(1/400) * sum(dZ2, axis 0)",
      dA1: "dZ2 @ W2^T",
      dZ1: "dA1 * (1 - (A1 * A1))",
      dW1: "(1/400) * (X^T @ dZ1)",
      db1: "(1/400) * sum(dZ1, axis 0)",
      W1_new: "W1 - (learningRate * dW1)",
      b1_new: "b1 - (learningRate * db1)",
      W2_new: "W2 - (learningRate * dW2)",
      b2_new: "b2 - (learningRate * db2)",
    });
    verify(step.graph);
  });

  test("the log tells how: the logarithms first, then the collapse that gives dZ2", () => {
    const lines = step.log.map(
      ({ rule, before, after }) => `${rule.name}: ${express(before)} = ${express(after)}`,
    );
    expect(lines).toContain("logarithm of a sigmoid: log(A2) = -log(1 + exp(-Z2))");
    expect(lines).toContain("logarithm of the complement of a sigmoid: log(1 - A2) = -log(1 + exp(Z2))");
    expect(lines).toContain("sigmoid and cross-entropy collapse: ((1 - Y) * A2) - (Y * (1 - A2)) = A2 - Y");
    const names = step.log.map(({ rule }) => rule.name);
    expect(names.indexOf("logarithm of a sigmoid")).toBeLessThan(
      names.indexOf("sigmoid and cross-entropy collapse"),
    );
  });
});

/** What dZ2 and the gradients become for a softmax or sigmoid output, in every way data may come. */
const collapses: readonly (readonly [
  string,
  "softmax" | "sigmoid",
  string,
  Partial<StepSettings>,
  string,
])[] = [
  ["labels", "softmax", "crossEntropy", { targets: { kind: "labels", classes: 3 } }, "A2 - onehot(Y)"],
  [
    "promised distributions",
    "softmax",
    "crossEntropy",
    { targets: { kind: "values", width: 3, distribution: true, classes: true } },
    "A2 - Y",
  ],
  [
    "targets that need not sum to 1",
    "softmax",
    "crossEntropy",
    { targets: { kind: "values", width: 3, distribution: false, classes: true } },
    "(sum(Y, axis 1) * A2) - Y",
  ],
  [
    "weighted labels",
    "softmax",
    "crossEntropy",
    { targets: { kind: "labels", classes: 3 }, weighted: true },
    "weights * (A2 - onehot(Y))",
  ],
  [
    "a batch of labels",
    "softmax",
    "crossEntropy",
    { targets: { kind: "labels", classes: 3 }, batch: 100 },
    "A2 - onehot(Y)",
  ],
  [
    "a weighted batch of promised distributions",
    "softmax",
    "crossEntropy",
    { targets: { kind: "values", width: 3, distribution: true, classes: true }, batch: 100, weighted: true },
    "weights * (A2 - Y)",
  ],
  [
    "smoothed labels",
    "softmax",
    "crossEntropy(0.1)",
    { targets: { kind: "labels", classes: 3 } },
    "A2 - ((0.9 * onehot(Y)) + (1/30))",
  ],
  [
    "smoothed distributions in a weighted batch",
    "softmax",
    "crossEntropy(0.1)",
    { targets: { kind: "values", width: 3, distribution: true, classes: true }, batch: 100, weighted: true },
    "weights * (A2 - ((0.9 * Y) + (1/30)))",
  ],
  ["weighted examples", "sigmoid", "binaryCrossEntropy", { weighted: true }, "weights * (A2 - Y)"],
  ["a batch", "sigmoid", "binaryCrossEntropy", { batch: 100 }, "A2 - Y"],
  [
    "three outputs",
    "sigmoid",
    "binaryCrossEntropy",
    { targets: { kind: "values", width: 3, distribution: false, classes: true } },
    "A2 - Y",
  ],
  ["smoothed targets", "sigmoid", "binaryCrossEntropy(0.1)", {}, "A2 - ((0.9 * Y) + (1/20))"],
  ["float32", "sigmoid", "binaryCrossEntropy", { dtype: "float32" }, "A2 - Y"],
];

describe.each(collapses)("%s behind a %s and %s", (_, activation, loss, more, dZ2) => {
  const { targets } = more;
  const units = targets === undefined ? 1 : targets.kind === "labels" ? targets.classes : targets.width;
  const scale = `(1/${(more.batch ?? 400) * (activation === "sigmoid" ? units : 1)})`;

  test(`give dZ2 = ${dZ2}, and the number stands before each gradient`, () => {
    const { graph } = stepOf([dense(4, "tanh"), dense(units, activation)], loss, more);
    verify(graph);
    expect(formulas(graph)).toMatchObject({
      dZ2,
      dW2: `${scale} * (A1^T @ dZ2)`,
      db2: `${scale} * sum(dZ2, axis 0)`,
      dA1: "dZ2 @ W2^T",
      dZ1: "dA1 * (1 - (A1 * A1))",
      dW1: `${scale} * (X^T @ dZ1)`,
      db1: `${scale} * sum(dZ1, axis 0)`,
    });
  });

  test("collapse at the end of three layers too", () => {
    const { graph } = stepOf([dense(5, "relu"), dense(4, "tanh"), dense(units, activation)], loss, more);
    expect(formulas(graph)).toMatchObject({
      dZ3: dZ2.replace("A2", "A3"),
      dA2: "dZ3 @ W3^T",
      dZ2: "dA2 * (1 - (A2 * A2))",
      dA1: "dZ2 @ W2^T",
      dZ1: "dA1 if (0 < Z1) else 0",
      dW1: `${scale} * (X^T @ dZ1)`,
    });
  });
});

/** g'(Z1) as the derivation shows it, for each activation of a hidden layer. */
const hidden: Partial<Record<Activation, string>> = {
  sigmoid: "dA1 * (A1 * (1 - A1))",
  tanh: "dA1 * (1 - (A1 * A1))",
  relu: "dA1 if (0 < Z1) else 0",
  leakyRelu: "dA1 * (1 if (0 < Z1) else (1/100))",
  elu: "dA1 * (1 if (0 < Z1) else (A1 + 1))",
  softplus: "dA1 * (1 / (1 + exp(-Z1)))",
};

test.each(Object.entries(hidden))("behind a hidden %s, dZ1 = %s", (activation, dZ1) => {
  const layers = [dense(4, activation as Activation), dense(1, "sigmoid")];
  const { graph } = stepOf(layers, "binaryCrossEntropy");
  expect(formulas(graph)).toMatchObject({
    dZ1,
    dW1: "(1/400) * (X^T @ dZ1)",
    db1: "(1/400) * sum(dZ1, axis 0)",
  });
});

test("no two values of a step have one name", () => {
  for (const [, activation, loss, more] of collapses) {
    const units = more.targets?.kind === "labels" ? 3 : (more.targets?.width ?? 1);
    const { graph } = stepOf(
      [dense(5, "leakyRelu"), dense(4, "sigmoid"), dense(units, activation)],
      loss,
      more,
    );
    const names = topological(rootsOf(graph)).flatMap(({ name }) => name ?? []);
    expect(names).toEqual([...new Set(names)]);
  }
});

test("lesson 2: half the squared error behind a sigmoid gives delta = (a - y) a (1 - a), without a mean", () => {
  const layers = [dense(4, "sigmoid", { bias: false }), dense(1, "sigmoid", { bias: false })];
  const { graph } = stepOf(layers, "halfSquaredError", { examples: 4, batch: 4 });
  expect(formulas(graph)).toMatchObject({
    dA2: "A2 - Y",
    dZ2: "dA2 * (A2 * (1 - A2))",
    dW2: "A1^T @ dZ2",
    dA1: "dZ2 @ W2^T",
    dZ1: "dA1 * (A1 * (1 - A1))",
    dW1: "X^T @ dZ1",
  });
});

test("the mean of squared errors behind an identity gives dZ2 = Z2 - Y and 2/m before the gradients", () => {
  const { graph } = stepOf([dense(4, "tanh"), dense(1)], "meanSquaredError");
  expect(formulas(graph)).toMatchObject({ dZ2: "Z2 - Y", dW2: "(1/200) * (A1^T @ dZ2)" });
});

test("the step of a 2-4-1 network prints as it always has", async () => {
  await expect(print(planar().graph)).toMatchFileSnapshot("../golden/planarStep.txt");
});
