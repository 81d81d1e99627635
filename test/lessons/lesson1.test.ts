import { expect, test } from "vitest";
import { dense, mlp, RandomState, sgd } from "../../src/index.ts";
import golden from "../golden/lessons.json" with { type: "json" };
import { relativeError } from "../support/values.ts";

const sigmoid = (units: number) => dense(units, "sigmoid", { bias: false });

test("the forward pass 4-3-2 gives NumPy's hidden and network outputs, drawn from RandomState(42)", async () => {
  const rng = new RandomState(42);
  const x = rng.randn(4);
  const [w1, w2] = [rng.normal(0, 0.1, 12), rng.normal(0, 0.1, 6)];
  const { forward } = golden.lesson1;
  expect([...x]).toEqual(forward.x);
  expect([...w1]).toEqual(forward.W1.flat());
  const hidden = mlp(4, sigmoid(3));
  hidden.setWeights({ W1: forward.W1 }, "float64");
  expect(relativeError((await hidden.predict([forward.x])).data, forward.hidden)).toBeLessThan(1e-14);
  const network = mlp(4, sigmoid(3), sigmoid(2));
  network.setWeights(
    {
      W1: forward.W1,
      W2: [...w2].reduce<number[][]>((rows, w, i) => {
        rows[Math.floor(i / 2)] = [...(rows[Math.floor(i / 2)] ?? []), w];
        return rows;
      }, []),
    },
    "float64",
  );
  expect(relativeError((await network.predict([forward.x])).data, forward.output)).toBeLessThan(1e-14);
  expect((await network.predict([forward.x])).toString()).toBe("[[0.49815196 0.48539772]]");
});

const steps = [
  {
    name: "the worked example 2-1-1",
    x: [0.1, 0.3],
    target: 1,
    W1: [[0.4], [-0.2]],
    W2: [[0.1]],
    expected: golden.lesson1.workedExample,
  },
  {
    name: "the backpropagation step 3-2-1",
    x: [0.5, 0.1, -0.2],
    target: 0.6,
    W1: [
      [0.5, -0.6],
      [0.1, -0.2],
      [0.1, 0.7],
    ],
    W2: [[0.1], [-0.3]],
    expected: golden.lesson1.step,
  },
];

test.each(steps)(
  "$name changes both weight matrices as NumPy does",
  async ({ x, target, W1, W2, expected }) => {
    const network = mlp(x.length, sigmoid(W2.length), sigmoid(1));
    network.setWeights({ W1, W2 }, "float64");
    expect(relativeError((await network.predict([x])).data, [expected.output])).toBeLessThan(1e-14);
    await network.fit([x], [target], {
      loss: "halfSquaredError",
      optimizer: sgd(0.5),
      epochs: 1,
      warmStart: true,
      dtype: "float64",
    });
    const change = (name: string, before: readonly number[][]) =>
      before.flat().map((w, i) => network.weights![name]!.data[i]! - w);
    expect(relativeError(change("W2", W2), expected.changeW2)).toBeLessThan(1e-12);
    // A change of 1e-5 in a weight near 0.1 has about 11 digits left when it is read back as a difference.
    expect(relativeError(change("W1", W1), expected.changeW1.flat())).toBeLessThan(1e-10);
  },
);

test("multiplying a (3,) error by a (6,) input names both shapes and the column that fits", async () => {
  const { input, ops } = await import("../../src/index.ts");
  expect(() => ops.mul(input("error", [3]), input("x", [6]))).toThrow(
    "mul: expected shapes that broadcast (axes equal from the end, or 1) but got (3,) and (6,). " +
      "The first one as a column, x[:, None] of shape (3, 1), would give (3, 6).",
  );
});
