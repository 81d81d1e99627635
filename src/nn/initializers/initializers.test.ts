import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/nn.json" with { type: "json" };
import { worst } from "../../../test/support/graphs.ts";
import { RandomState } from "../../array/random.ts";
import { initializers, parseInitializer } from "./index.ts";

const draw = (text: string, shape: readonly number[], rng = new RandomState(5)): Float64Array => {
  const { name, numbers } = parseInitializer(text);
  return initializers[name]!.draw(shape, rng, ...numbers);
};

test.each(golden.initializers)("$text of shape $shape is NumPy's", ({ text, shape, values }) => {
  expect(worst(draw(text, shape), values)).toBeLessThan(text.startsWith("orthogonal") ? 1e-13 : 1e-16);
});

test("each initializer is among those that NumPy checks", () => {
  const checked = new Set(golden.initializers.map(({ text }) => parseInitializer(text).name));
  expect([...checked]).toEqual(Object.keys(initializers));
});

describe.each([
  [90, 60],
  [12, 30],
  [60, 60],
])("an orthogonal matrix of %i by %i", (rows, columns) => {
  const q = draw("orthogonal", [rows, columns]);
  const short = Math.min(rows, columns);
  const element = (i: number, j: number) => (rows < columns ? q[i * columns + j]! : q[j * columns + i]!);

  test("has orthonormal vectors along its shorter side", () => {
    for (let a = 0; a < short; a++)
      for (let b = 0; b < short; b++) {
        let product = 0;
        for (let i = 0; i < Math.max(rows, columns); i++) product += element(a, i) * element(b, i);
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(4e-15);
      }
  });
});

test("zeros and constants draw nothing from the stream; the others draw one number for each value", () => {
  for (const name of Object.keys(initializers)) {
    const rng = new RandomState(1);
    draw(name, [4, 2], rng);
    const rest = new RandomState(1);
    if (name.includes("niform")) rest.rand(8);
    else if (name !== "zeros" && name !== "constant") rest.randn(8);
    expect([name, rng.rand(1)[0]]).toEqual([name, rest.rand(1)[0]]);
  }
});

test.each([
  ["heNormel", 'Did you mean "heNormal"?'],
  ["uniform(1)", 'initializer uniform: expected 2 numbers (low, high) but got "uniform(1)".'],
  ["constant(1,2)", 'initializer constant: expected 1 number (value) but got "constant(1,2)".'],
  ["zeros(1)", 'initializer zeros: expected no numbers but got "zeros(1)".'],
  ["normal(0,wide)", 'initializer normal: expected 2 numbers (mean, sd) but got "normal(0,wide)".'],
  [
    "normal(",
    'initializer: expected a name, with its numbers in parentheses: "uniform(-1,1)" but got "normal("',
  ],
])("%s is refused", (text, message) => {
  expect(() => parseInitializer(text)).toThrow(message);
});
