import { describe, expect, test } from "vitest";
import { dense, express, mlp, planar, RandomState, sgd } from "../../src/index.ts";
import golden from "../golden/lessons.json" with { type: "json" };
import { flowerStep, relativeError, stepValues, transposed } from "../support/values.ts";

const init = { init: "normal(0,0.01)" };
const network = () => mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init));
const flower = planar({ samples: 400, seed: 1 });
const { learns, doesNotLearn, ...data } = golden.lesson4;

test("the flower is NumPy's: its first points, its sum and its sum of squares", () => {
  const x = Array.from(flower.x.data);
  expect(relativeError(x.slice(0, 6), transposed(data.firstThree))).toBeLessThan(1e-13);
  expect(relativeError([x.reduce((a, b) => a + b, 0)], [data.sum])).toBeLessThan(1e-12);
  expect(relativeError([x.reduce((a, b) => a + b * b, 0)], [data.sumOfSquares])).toBeLessThan(1e-12);
});

describe("one step of the 2-4-1 network", () => {
  const step = flowerStep();
  const rng = new RandomState(3);
  const w1 = rng.normal(0, 0.01, 8);
  const value = stepValues(step, {
    X: Array.from(flower.x.data),
    Y: Array.from(flower.y.data),
    W1: transposed([0, 1, 2, 3].map((unit) => [w1[2 * unit]!, w1[2 * unit + 1]!])),
    b1: [0, 0, 0, 0],
    W2: Array.from(rng.normal(0, 0.01, 4)),
    b2: [0],
    learningRate: [1.2],
  });
  const { first } = learns;

  test("has the gradients of NumPy's program", () => {
    expect(relativeError(value("dW1"), transposed(first.dW1))).toBeLessThan(1e-11);
    expect(relativeError(value("dW2"), first.dW2.flat())).toBeLessThan(1e-11);
    // The bias gradients are sums of 400 numbers that nearly cancel: 5 digits are lost in either program.
    expect(relativeError(value("db1"), first.db1.flat())).toBeLessThan(1e-10);
    expect(relativeError(value("db2"), first.db2.flat())).toBeLessThan(1e-10);
    expect(relativeError(value("dZ2").slice(0, 3), first.dZ2.flat())).toBeLessThan(1e-13);
    expect(relativeError(value("dZ1").slice(0, 12), transposed(first.dZ1))).toBeLessThan(1e-12);
  });

  test("has the backward equations of the text", () => {
    const { outputs } = step.graph;
    expect(express(outputs.dW2!)).toBe("(1/400) * (A1^T @ dZ2)");
    expect(express(outputs.db2!)).toBe("(1/400) * sum(dZ2, axis 0)");
    expect(express(outputs.dW1!)).toBe("(1/400) * (X^T @ dZ1)");
  });
});

test("10,000 updates follow NumPy's cost to the last digits until the run becomes chaotic, and reach 90.5 %", async () => {
  const model = network();
  const run = await model.fit(flower.x, flower.y, {
    optimizer: sgd(1.2),
    epochs: 10_000,
    seed: 3,
    dtype: "float64",
  });
  const costs = learns.costs.map((_, i) => run.history.loss[1000 * i]!);
  expect(relativeError(costs.slice(0, 7), learns.costs.slice(0, 7))).toBeLessThan(1e-11);
  // With this learning rate the weights swing between two states from update 6,500 on, and a difference in the last
  // bit grows until it is seen: NumPy itself differs by 2e-4 between `dot(...) / m` and `(1 / m) * dot(...)`.
  expect(relativeError(costs.slice(7), learns.costs.slice(7))).toBeLessThan(5e-4);
  expect(run.last.accuracy).toBe(0.905);
});

test("5,000 updates give NumPy's weights to 1e-9", async () => {
  const model = network();
  await model.fit(flower.x, flower.y, { optimizer: sgd(1.2), epochs: 5_000, seed: 3, dtype: "float64" });
  const { W1, b1, W2, b2 } = model.weights!;
  const { after5000 } = learns;
  expect(relativeError(W1!.data, transposed(after5000.W1))).toBeLessThan(1e-9);
  expect(relativeError(b1!.data, after5000.b1.flat())).toBeLessThan(1e-9);
  expect(relativeError(W2!.data, after5000.W2.flat())).toBeLessThan(1e-9);
  expect(relativeError(b2!.data, after5000.b2.flat())).toBeLessThan(1e-9);
});

test("with the text's learning rate 0.01 the flower is not learned: 60.25 % with seed 42", async () => {
  const model = network();
  const run = await model.fit(flower.x, flower.y, {
    optimizer: sgd(0.01),
    epochs: 10_000,
    seed: 42,
    dtype: "float64",
  });
  const costs = doesNotLearn.costs.map((_, i) => run.history.loss[1000 * i]!);
  expect(relativeError(costs, doesNotLearn.costs)).toBeLessThan(1e-11);
  expect((await model.evaluate(flower.x, flower.y)).accuracy).toBe(0.6025);
});

test("weights that all start at zero stay equal in every hidden unit (symmetry)", async () => {
  const model = mlp(
    2,
    dense(4, "tanh", { init: "constant(0.1)" }),
    dense(1, "sigmoid", { init: "constant(0.1)" }),
  );
  await model.fit(flower.x, flower.y, { optimizer: sgd(1.2), epochs: 50, dtype: "float64" });
  const { W1, W2 } = model.weights!;
  expect(new Set(W2!.data).size).toBe(1);
  expect(new Set(W1!.data.subarray(0, 4)).size).toBe(1);
  expect(W2!.data[0]).not.toBe(0.1);
});
