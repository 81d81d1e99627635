import { expect, test } from "vitest";
import { dense, mlp, sgd, xor } from "../../src/index.ts";
import golden from "../golden/lessons.json" with { type: "json" };
import { relativeError } from "../support/values.ts";

const options = { bias: false, init: "uniform(-1,1)" };
const cases = [
  { name: "3-4-1", hidden: [4], expected: golden.lesson2.oneHidden },
  { name: "3-4-4-1", hidden: [4, 4], expected: golden.lesson2.twoHidden },
];

test.each(cases)(
  "60,000 updates of the $name network end at NumPy's outputs and weights",
  async ({ hidden, expected }) => {
    const { x, y } = xor();
    const layers = [...hidden, 1].map((units) => dense(units, "sigmoid", options));
    const network = mlp(3, ...layers);
    const run = await network.fit(x, y, {
      loss: "halfSquaredError",
      optimizer: sgd(1),
      epochs: 60_000,
      seed: 1,
      dtype: "float64",
    });
    expect(run.steps).toBe(60_000);
    const outputs = (await network.predict(x)).data;
    expect(relativeError(outputs, expected.output)).toBeLessThan(1e-11);
    expected.lastPass.forEach((value, i) => {
      expect(Math.abs(outputs[i]! - value)).toBeLessThan(1e-6);
    });
    expected.weights.forEach((weights, i) => {
      expect(relativeError(network.weights![`W${i + 1}`]!.data, weights.flat())).toBeLessThan(1e-11);
    });
  },
);

test("a second weight matrix of shape (3, 4) instead of (4, 4) is refused with the layer, both shapes and the fit", () => {
  const network = mlp(
    3,
    dense(4, "sigmoid", options),
    dense(4, "sigmoid", options),
    dense(1, "sigmoid", options),
  );
  const zeros = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  expect(() => network.setWeights({ W1: zeros(3, 4), W2: zeros(3, 4), W3: zeros(4, 1) })).toThrow(
    'weights "W2": expected shape (4, 4) but got shape (3, 4). W is inputs x units: 4 inputs come in, and the layer has 4 units.',
  );
});
