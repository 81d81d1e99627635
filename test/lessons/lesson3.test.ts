import { describe, expect, test } from "vitest";
import { dense, evaluator, input, mlp, ops, softmax } from "../../src/index.ts";
import golden from "../golden/lessons.json" with { type: "json" };
import { relativeError } from "../support/values.ts";

const layers = [dense(3, "sigmoid"), dense(2, "sigmoid"), dense(2)];
const weights = {
  W1: [
    [0.1, 0.3, 0.5],
    [0.2, 0.4, 0.6],
  ],
  b1: [0.1, 0.2, 0.3],
  W2: [
    [0.1, 0.4],
    [0.2, 0.5],
    [0.3, 0.6],
  ],
  b2: [0.1, 0.2],
  W3: [
    [0.1, 0.3],
    [0.2, 0.4],
  ],
  b3: [0.1, 0.2],
};

test("the forward pass 2-3-2-2 gives the values of each layer", async () => {
  const { lesson3 } = golden;
  const after = async (count: number, names: readonly (keyof typeof weights)[]) => {
    const network = mlp(2, ...layers.slice(0, count));
    network.setWeights(Object.fromEntries(names.map((name) => [name, weights[name]])), "float64");
    return (await network.predict([[1, 0.5]])).data;
  };
  expect(relativeError(await after(1, ["W1", "b1"]), lesson3.z1)).toBeLessThan(1e-14);
  expect(relativeError(await after(2, ["W1", "b1", "W2", "b2"]), lesson3.z2)).toBeLessThan(1e-14);
  const y = await after(3, ["W1", "b1", "W2", "b2", "W3", "b3"]);
  expect(relativeError(y, lesson3.y)).toBeLessThan(1e-14);
  expect([...y].map((v) => v.toFixed(8))).toEqual(["0.31682708", "0.69627909"]);
});

test("softmax of (1010, 1000, 990) is finite, and exp alone is not", () => {
  const z = input("z", [1, 3]);
  const naive = ops.div(ops.exp(z), ops.sum(ops.exp(z), { axes: [1], keepdims: true }));
  const stable = softmax(z);
  const run = evaluator({ outputs: { stable, naive }, updates: [] });
  run.bind("z", Float64Array.of(1010, 1000, 990));
  run.run();
  expect(relativeError(run.valueOf(stable), golden.lesson3.softmax)).toBeLessThan(1e-15);
  expect([...run.valueOf(naive)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

describe("layers of linear maps", () => {
  test("collapse into one: two dense layers without activation equal the product of their matrices", async () => {
    const [W1, W2] = [
      [
        [1, 2],
        [3, 4],
      ],
      [[0.5], [-1]],
    ];
    const deep = mlp(2, dense(2, "identity", { bias: false }), dense(1, "identity", { bias: false }));
    deep.setWeights({ W1, W2 }, "float64");
    const flat = mlp(2, dense(1, "identity", { bias: false }));
    flat.setWeights({ W1: [[1 * 0.5 + 2 * -1], [3 * 0.5 + 4 * -1]] }, "float64");
    const x = [
      [1, 2],
      [-3, 0.25],
    ];
    expect([...(await deep.predict(x)).data]).toEqual([...(await flat.predict(x)).data]);
  });
});

test.each([
  ["step", [0, 0, 1]],
  ["sigmoid", [1 / (1 + Math.exp(2)), 0.5, 1 / (1 + Math.exp(-2))]],
  ["relu", [0, 0, 2]],
  ["tanh", [Math.tanh(-2), 0, Math.tanh(2)]],
] as const)("%s at -2, 0 and 2", (name, expected) => {
  const z = input("z", [3]);
  const node = ops[name](z);
  const run = evaluator({ outputs: { a: node }, updates: [] });
  run.bind("z", Float64Array.of(-2, 0, 2));
  run.run();
  const a = run.valueOf(node);
  expected.forEach((value, i) => {
    expect(a[i]).toBeCloseTo(value, 15);
  });
});
