import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { dense } from "../nn/layers/dense.ts";
import type { Backend } from "../run/backend.ts";
import { interpreter } from "../run/interpreter.ts";
import { wasm } from "../run/wasm.ts";
import { mlp } from "./model.ts";
import { predictor } from "./predict.ts";

const { network } = mlp(2, dense(3, "tanh"), dense(2, "softmax"));
const weights = new Map([
  ["W1", Float64Array.of(0.1, -0.2, 0.3, 0.4, 0.5, -0.6)],
  ["b1", Float64Array.of(0.1, 0.2, 0.3)],
  ["W2", Float64Array.of(1, -1, 0.5, 0.25, -0.75, 2)],
  ["b2", Float64Array.of(0, 0.1)],
]);
const rows = (m: number) =>
  asArray(
    Array.from({ length: m }, (_, i) => [Math.sin(i), Math.cos(3 * i)]),
    "float64",
  );

test("a row has the same outputs alone, among few and among thousands", () => {
  const { predict } = predictor(network, "float64", interpreter);
  const all = predict(weights, rows(2500));
  expect(all.shape).toEqual([2500, 2]);
  for (const m of [1, 3, 1024, 1025]) {
    const some = predict(weights, rows(m));
    expect([...some.data]).toEqual([...all.data.subarray(0, 2 * m)]);
  }
  expect(all.data[2 * 2499]! + all.data[2 * 2499 + 1]!).toBeCloseTo(1, 15);
});

test("the weights are those of the call, also where a program is used again", () => {
  const { predict } = predictor(network, "float64", wasm);
  const before = predict(weights, rows(5));
  const zeros = new Map([...weights].map(([name, values]) => [name, new Float64Array(values.length)]));
  expect([...predict(zeros, rows(5)).data]).toEqual(new Array(10).fill(0.5));
  expect([...predict(weights, rows(5)).data]).toEqual([...before.data]);
});

test("what is asked for again and again is prepared with what it has run, so that it may be compiled", () => {
  const told: (number | undefined)[] = [];
  const spy: Backend = {
    name: "spy",
    prepare(graphs, how) {
      told.push(how?.runs);
      return interpreter.prepare(graphs, how);
    },
  };
  const { predict } = predictor(network, "float64", spy);
  for (let i = 0; i < 9; i++) predict(weights, rows(6));
  expect(told).toEqual([1, 2, 4, 8]);
});
