import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RandomState } from "../../array/random.ts";
import { apply, ops } from "../../graph/build.ts";
import { type Activation, activations } from "../../nn/activations.ts";
import { dense } from "../../nn/layers/dense.ts";
import { layerKinds } from "../../nn/layers/index.ts";
import type { Layer, LayerKind } from "../../nn/layers/layer.ts";
import { type LossName, losses, lossKind } from "../../nn/losses/index.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { table } from "../../op/index.ts";
import { elementwise } from "../../op/op.ts";
import { match, numberOf } from "../../simplify/match.ts";
import type { Rule } from "../../simplify/rule.ts";
import { rules } from "../../simplify/simplify.ts";
import { mlp, sequential } from "../../train/model.ts";
import { report } from "../report/report.ts";
import { explain } from "../trace/explain.ts";
import { gradcheck } from "./gradcheck.ts";

const rng = new RandomState(3);
const x = Array.from({ length: 8 }, () => [...rng.randn(2)]);
const y = x.map(([a, b]) => (a! * b! > 0 ? 1 : 0));

const pairs = (Object.keys(losses) as LossName[]).flatMap((loss) =>
  (Object.keys(activations) as Activation[]).map((activation): [LossName, Activation] => [loss, activation]),
);

test.each(pairs)("%s with %s passes", (loss, activation) => {
  const last = (lossKind(loss).activations?.[0] as Activation | undefined) ?? activation;
  const model = mlp(2, dense(4, activation), dense(last === "softmax" ? 2 : 1, last));
  const { passed, parameters } = gradcheck(model, x, y, { loss, seed: 5 });
  expect(passed).toBe(true);
  const worst = parameters.map((one) => one.worst?.error ?? 0);
  expect(Math.max(...worst)).toBeLessThan(1e-7);
});

test.each(["4:tanh,dropout(0.4),batchNorm,relu,2:softmax", "3,layerNorm,gelu,1:sigmoid"])(
  "%s passes, with penalties and weights",
  (layers) => {
    const model = sequential(2, parseLayers(layers));
    const options = { l1: 0.01, l2: 0.1, sampleWeights: [1, 2, 0.5, 1, 1, 3, 1, 1], seed: 2 };
    expect(gradcheck(model, x, y, options).passed).toBe(true);
  },
);

test("the difference is the slope in 12 digits where the loss is a polynomial", () => {
  const model = mlp(1, dense(1, "identity", { bias: false }));
  model.setWeights({ W1: [[3]] }, "float64");
  const { parameters, value } = gradcheck(model, [[2]], [1], { loss: "halfSquaredError" });
  // L = (2 w - 1)^2 / 2 at w = 3 is 12.5, and dL/dw = 2 (2 w - 1) = 10.
  expect(value).toBe(12.5);
  const { analytic, numeric, differences } = parameters[0]!.elements[0]!;
  expect(analytic).toBe(10);
  expect(numeric).toBeCloseTo(10, 10);
  expect(differences.map(({ step }) => step)).toEqual([
    3 * 16 * Math.cbrt(2 ** -52),
    3 * 8 * Math.cbrt(2 ** -52),
  ]);
});

test("a model in float32 is checked in float64", () => {
  const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
  model.setWeights({
    W1: [
      [0.1, 0.2, -0.3, 0.4],
      [0.5, -0.6, 0.7, 0.8],
    ],
    b1: [0, 0.1, 0, -0.1],
    W2: [[1], [-1], [0.5], [0.25]],
    b2: [0],
  });
  expect(gradcheck(model, x, y, { tolerance: 1e-9 }).passed).toBe(true);
});

describe("at a kink", () => {
  test("a unit that stands exactly there is said to, and does not fail", () => {
    const model = mlp(2, dense(2, "relu"), dense(1));
    model.setWeights(
      {
        W1: [
          [0, 1],
          [0, 1],
        ],
        b1: [0, 1],
        W2: [[1], [1]],
        b2: [0],
      },
      "float64",
    );
    const { passed, parameters } = gradcheck(model, [[1, 2]], [1]);
    expect(passed).toBe(true);
    const w1 = parameters[0]!.elements.map(({ index, verdict, kink }) => [index.join(), verdict, kink]);
    expect(w1).toEqual([
      ["0,0", "kink", "relu at Z1[0,0]"],
      ["0,1", "passed", undefined],
      ["1,0", "kink", "relu at Z1[0,0]"],
      ["1,1", "passed", undefined],
    ]);
  });

  test("one nearby is avoided with shorter steps", () => {
    const model = mlp(1, dense(1, "relu", { bias: false }));
    // The usual step is about 1e-4 and would cross 0.
    model.setWeights({ W1: [[1e-5]] }, "float64");
    const [element] = gradcheck(model, [[1]], [1], { loss: "halfSquaredError" }).parameters[0]!.elements;
    expect(element!.verdict).toBe("passed");
    expect(element!.differences[0]!.step).toBeLessThan(1e-5);
  });

  test("the corner of an absolute error is one too", () => {
    const model = mlp(1, dense(1, "identity", { bias: false }));
    model.setWeights({ W1: [[0.5]] }, "float64");
    const [element] = gradcheck(model, [[2]], [1], { loss: "meanAbsoluteError" }).parameters[0]!.elements;
    expect(element).toMatchObject({ verdict: "kink", kink: "abs at Z1 - Y" });
  });
});

describe("a derivative that was planted wrong", () => {
  /** tanh, whose derivative forgets the square. */
  const wrongTanh = elementwise({
    name: "wrongTanh",
    args: ["z"],
    value: (k, z) => k.tanh(z),
    derivative: (k, g, _, a) => [k.mul(g, k.sub(k.one, a))],
    formula: { text: "tanh({z})", latex: "\\tanh {z}", numpy: "np.tanh({z})" },
  });
  const wrongLayer: LayerKind<Layer> = {
    type: "wrong",
    numbered: false,
    settings: {},
    text: () => "wrong",
    check: () => undefined,
    build: (_layer, z, scope) => scope.name("A", apply(wrongTanh, [z])),
  };
  const layerTable = layerKinds as Record<string, LayerKind>;
  beforeAll(() => {
    layerTable.wrong = wrongLayer;
  });
  afterAll(() => {
    delete layerTable.wrong;
  });

  test.each(["4,wrong,1:sigmoid", "3:relu,4,wrong,2:tanh,1:sigmoid"])(
    "in %s is found, with the op named",
    (text) => {
      const { passed, parameters, culprits } = gradcheck(sequential(2, parseLayers(text)), x, y, { seed: 1 });
      expect(passed).toBe(false);
      expect(culprits.map(({ kind, name, argument }) => [kind, name, argument])).toEqual([
        ["op", "wrongTanh", "z"],
      ]);
      expect(culprits[0]!.at).toMatch(/^A\d = tanh\(Z\d\)$/);
      // The parameters behind the wrong op have right gradients, those before it do not.
      expect(parameters[0]!.verdict).toBe("failed");
      expect(parameters.at(-2)).toMatchObject({ name: expect.stringMatching(/^W/), verdict: "passed" });
    },
  );

  test("an op of the library that is broken is found as well", () => {
    const op = table.matmul as { derivative: unknown };
    const right = op.derivative as (...args: unknown[]) => unknown[];
    op.derivative = (...args: unknown[]) => {
      const [da, db] = right(...args);
      return [da, ops.mul(2, db as never)];
    };
    const { culprits } = gradcheck(mlp(2, dense(3, "tanh"), dense(1, "sigmoid")), x, y);
    op.derivative = right;
    expect(culprits).toMatchObject([{ kind: "op", name: "matmul", argument: "b" }]);
  });

  test("a rule of the simplifier that is wrong is named", () => {
    const wrong: Rule = {
      name: "a square is lost",
      of: [table.sub],
      identity: "1 - a^2 = 1 - a",
      rewrite(node) {
        const [one, square] = match(node, table.sub) ?? [];
        const [a, b] = match(square, table.mul) ?? [];
        return one && numberOf(one) === 1 && a && a === b ? ops.sub(one, a) : undefined;
      },
    };
    (rules as Rule[]).push(wrong);
    const { passed, culprits } = gradcheck(mlp(2, dense(3, "tanh"), dense(1, "sigmoid")), x, y);
    (rules as Rule[]).pop();
    expect(passed).toBe(false);
    expect(culprits).toMatchObject([{ kind: "rule", name: "a square is lost" }]);
  });
});

test("of a large network a choice of elements is checked, the same for the same seed", () => {
  const model = mlp(2, dense(400, "tanh"), dense(1, "sigmoid"));
  const places = () =>
    gradcheck(model, x, y, { seed: 4 }).parameters.map(({ elements }) => elements.map(({ index }) => index));
  const first = places();
  expect(first.map((list) => list.length)).toEqual([25, 25, 25, 1]);
  expect(places()).toEqual(first);
});

test.each([
  [{ tolerance: 0 }, "gradcheck tolerance: expected a number above 0 and below 1 but got 0."],
  [{ elements: 1.5 }, "gradcheck elements: expected a whole number from 1 but got 1.5."],
  [null as never, "gradcheck: expected options such as { epochs: 100 } but got null."],
])("settings that make no sense are refused: case %#", (options, message) => {
  expect(() => gradcheck(mlp(2, dense(1)), x, y, options)).toThrow(message);
});

test("what is no model is refused by what looks into one", async () => {
  const nothing = undefined as never;
  const expected = "expected a model, as mlp(2, dense(1)) is, but got undefined.";
  expect(() => gradcheck(nothing, x, y)).toThrow(`gradcheck: ${expected}`);
  expect(() => explain(nothing, x, y)).toThrow(`explain: ${expected}`);
  await expect(report(nothing, x, y)).rejects.toThrow(`report: ${expected}`);
});

test("a loss that is not finite is said to be so, and no gradient is called wrong", () => {
  const model = mlp(2, dense(1, "identity"));
  const huge = [
    [1e200, 1],
    [1, 1e200],
  ];
  const reason = () => gradcheck(model, huge, [0, 1], { seed: 1 });
  expect(reason).toThrow(/^gradcheck: expected a finite loss.* but got inf at these weights\. Scale/);
  expect(reason).toThrow(expect.objectContaining({ code: "diverged" }));
});
