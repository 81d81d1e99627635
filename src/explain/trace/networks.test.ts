import { expect, test } from "vitest";
import { activations } from "../../nn/activations.ts";
import { batchNorm, dense, dropout, type Layer, layerNorm, optimizers, sgd } from "../../nn/index.ts";
import { mlp } from "../../train/model.ts";
import { formats } from "../document/index.ts";
import { languages } from "../language/sentences.ts";
import { traceData } from "./data.ts";
import { traceDocument } from "./document.ts";
import { explain } from "./explain.ts";

const x = [
  [0.5, -1],
  [2, 0.25],
  [-0.75, 1.5],
  [1, 1],
];
const labels = [0, 2, 1, 1];
const values = [[0.2], [0.9], [0], [1]];

const networks: readonly (readonly [string, readonly Layer[], readonly unknown[]])[] = [
  ...Object.keys(activations).map(
    (name) =>
      [
        `a hidden ${name}`,
        [dense(3, name as keyof typeof activations), dense(1, "sigmoid")],
        values,
      ] as const,
  ),
  ["one layer", [dense(1)], values],
  ["four layers without biases", [4, 3, 2, 1].map((units) => dense(units, "tanh", { bias: false })), values],
  ["class labels", [dense(3, "relu"), dense(3, "softmax")], labels],
  ["dropout", [dense(4, "relu"), dropout(0.5), dense(1, "sigmoid")], values],
  ["batch normalization", [dense(4), batchNorm(), dense(3, "softmax")], labels],
  ["layer normalization", [layerNorm(), dense(4, "tanh"), layerNorm(), dense(1)], values],
];

test.each(networks)(
  "a network with %s is explained in every format, language and convention",
  (_, layers, y) => {
    for (const convention of ["rows", "columns"] as const) {
      const trace = explain(mlp(2, ...layers), x, y as number[], { convention, batchSize: 3 });
      const names = trace.entries.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const parameter of trace.entries.filter(
        ({ role, name }) => role === "update" && /^[Wb]\d$/.test(name),
      ))
        expect(names).toContain(`d${parameter.name}`);
      for (const language of languages) {
        const document = traceDocument(trace, { language });
        for (const write of Object.values(formats))
          expect(write(document)).not.toMatch(/undefined|\[object|Q\d|Q_/);
      }
      const paper = formats.latex(traceDocument(trace)).replaceAll(/\\[{}]/g, "");
      expect(paper.split("{").length).toBe(paper.split("}").length);
      expect(paper.match(/\\begin\{(\w+)\}/g)?.length).toBe(paper.match(/\\end\{(\w+)\}/g)?.length);
      const data = JSON.parse(JSON.stringify(traceData(trace, { only: ["loss[]", "d*"] })));
      expect(data.entries.length).toBeGreaterThan(1);
      expect(data.elements[0].contributions.length).toBeGreaterThan(0);
    }
  },
);

test.each(Object.keys(optimizers))("an update by %s says what changed most, and why", (name) => {
  const trace = explain(mlp(2, dense(3, "tanh"), dense(1, "sigmoid")), x, values, { optimizer: name });
  const updates = trace.entries.filter(({ role }) => role === "update");
  if (name === "lbfgs") expect(updates).toEqual([]);
  else
    expect(trace.step("W1").why.en).toMatch(
      /^Of the 6 elements of W1, W1\[\d,\d\] changed most: it (rose|fell) by/,
    );
});

test("a parameter that nothing reaches stays, and the sentence says so", () => {
  const model = mlp(2, dense(2, "tanh"), dense(1));
  model.setWeights({
    W1: [
      [1, 1],
      [1, 1],
    ],
    b1: [0, 0],
    W2: [[0], [0]],
    b2: [0],
  });
  const trace = explain(model, x, values);
  expect(trace.step("W1").why).toEqual({
    en: "W1 stays as it is: its gradient is 0.",
    ko: "W1 값은 그대로입니다. 기울기가 0이기 때문입니다.",
  });
});

test("a change that the gradient does not ask for is laid to what the optimizer adds", () => {
  const model = mlp(1, dense(1));
  model.setWeights({ W1: [[1]], b1: [0] });
  // Mean squared error: dW1 = 2 (1 - 1.01), and the decay adds 0.5 W1 to it: 1 - 0.1 (0.5 - 0.02) = 0.952.
  const trace = explain(model, [[1]], [[1.01]], {
    optimizer: sgd(0.1, { weightDecay: 0.5 }),
    dtype: "float64",
  });
  expect(trace.step("W1").why).toEqual({
    en: "W1 fell by 0.048, from 1 to 0.952. It is not its gradient dW1 = -0.02 that moves it this way, but what the optimizer adds (its memory of earlier steps, or weight decay).",
    ko: "W1 값이 0.048만큼 작아졌습니다(1 → 0.952). 이 방향으로 움직인 것은 기울기(dW1 = -0.02) 때문이 아니라 옵티마이저가 더한 몫(이전 단계의 기억이나 가중치 감쇠) 때문입니다.",
  });
});

test("a change in the fifth digit is seen in the values before and after it", () => {
  const model = mlp(1, dense(1));
  model.setWeights({ W1: [[0]], b1: [-0.2042] });
  // Mean squared error: dZ1 = -0.2042 + 0.204458 = 0.000258, db1 = 2 dZ1, and 0.05 of that is 0.0000258.
  const trace = explain(model, [[0]], [[-0.204458]], { optimizer: sgd(0.05), dtype: "float64" });
  expect(trace.step("b1").why).toEqual({
    en: "b1 fell by 0.0000258, from -0.2042 to -0.20423, against its gradient db1 = 0.000516, because the output was too high (dZ1 = 0.000258).",
    ko: "b1 값이 0.0000258만큼 작아졌습니다(-0.2042 → -0.20423). 기울기(db1 = 0.000516)의 반대 방향입니다. 출력이 너무 높았기 때문입니다(dZ1 = 0.000258).",
  });
});

test("an output that is exactly right is called neither too low nor too high", () => {
  const model = mlp(1, dense(1));
  model.setWeights({ W1: [[1]], b1: [0] });
  expect(explain(model, [[1]], [[1]]).step("dZ1").why).toEqual({
    en: "The slope of the loss along Z1 is 0: a slightly different Z1 would leave the loss as it is.",
    ko: "손실을 Z1 값으로 미분하면 0입니다. Z1 값이 조금 달라져도 손실은 그대로입니다.",
  });
});

test("what an optimizer remembers is of a parameter, or of none", () => {
  const trace = explain(mlp(1, dense(1)), [[1]], [[2]], { optimizer: "adam" });
  expect(trace.step("W1.mean").why.en).toBe("What is remembered of W1 for the next step.");
  expect(trace.step("adam.correction1").why).toEqual({
    en: "What is remembered for the next step.",
    ko: "다음 단계를 위해 기억해 두는 값입니다.",
  });
});
