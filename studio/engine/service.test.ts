import { expect, test } from "vitest";
import { fail } from "../../src/base/error.ts";
import { nextTurn } from "../../src/base/nextTurn.ts";
import { initialSettings, type RunSettings, runOf } from "../state/settings.ts";
import { stageOf } from "./service.ts";

const settings = (changed: Partial<RunSettings> = {}): RunSettings => ({
  ...runOf(initialSettings()),
  ...changed,
});
const long: Partial<RunSettings> = { epochs: 10_000_000 };
const look = { generation: 0, known: 0, resolution: 0 };
const stage = () => stageOf((who) => fail("usage", { who, expected: "a run", got: "none" })).methods;
const moments = (count: number) => new Promise((resolve) => setTimeout(resolve, count));

test("a step is reached to the bit of a run that went there at once", async () => {
  const methods = stage();
  methods.open(settings({ dtype: "float64" }), [0, 1]);
  expect(await methods.seek(1001)).toBe(1001);
  expect(methods.frame(look).loss).toBeCloseTo(0.2586250682869046, 9);
  expect(await methods.seek(1)).toBe(1);
  expect(methods.frame(look).loss).toBeCloseTo(0.6931621661402945, 12);
});

test("the way to a step ten million updates away ends at once when the run is told something else", async () => {
  const methods = stage();
  for (const tell of [
    () => methods.pause(),
    () => methods.step(),
    () => methods.change({ kind: "rate", step: 0, rate: "0.1" }),
    () => methods.open(settings(long), [0, 1]),
  ]) {
    methods.open(settings(long), [0, 1]);
    const arrival = methods.seek(10_000_000);
    await moments(30);
    tell();
    const stopped = methods.frame(look).steps;
    await arrival;
    expect(methods.frame(look).steps).toBe(stopped);
    expect(stopped).toBeLessThan(1_000_000);
  }
});

test("pictures can be had on the way to a step", async () => {
  const methods = stage();
  methods.open(settings(long), [0, 1]);
  const arrival = methods.seek(10_000_000);
  await moments(60);
  const { steps } = methods.frame(look);
  expect(steps).toBeGreaterThan(0);
  expect(steps).toBeLessThan(10_000_000);
  methods.pause();
  await arrival;
});

test("of many steps that are sought at once the first and the last are reached, the last in the end", async () => {
  const methods = stage();
  methods.open(settings(), [0, 1]);
  const first = methods.seek(500);
  await nextTurn();
  const others = [9000, 8000, 20].map((step) => methods.seek(step));
  expect(await Promise.all([first, ...others])).toEqual([500, 500, 500, 20]);
  expect(methods.frame(look).steps).toBe(20);
});

test.each([
  ["5 lr abc", /^learning rate: expected a number or a schedule but got "abc"/],
  ["5 layers 8:tanh,1:sigmoid", /another shape of W1/],
  ["5 layers <b>", /expected units with or without an activation/],
  ["5 W9[0] 1", /a weight of the network, such as W1\[0\] but got W9\[0\]/],
  ["5 W1[8] 1", /got W1\[8\]/],
  ["5 __proto__[0] 1", undefined],
])(
  "a change that is not possible keeps a run from beginning, and the one before stays: %s",
  (changes, sentence) => {
    const methods = stage();
    methods.open(settings({ seed: 4 }), [0, 1]);
    methods.step();
    if (sentence) expect(() => methods.open(settings({ changes }), [0, 1])).toThrow(sentence);
    else expect(methods.open(settings({ changes }), [0, 1]).changes).toEqual([]);
    methods.step();
    expect(methods.frame(look).steps).toBe(sentence ? 2 : 1);
  },
);
