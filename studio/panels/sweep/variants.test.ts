import { expect, test } from "vitest";
import { initialSettings, runOf } from "../../state/settings.ts";
import { marksOf } from "./marks.ts";
import { runsOf, sweepAlike, valuesOf, variantOf, wrongIn } from "./variants.ts";

const settings = runOf(initialSettings());

test("marks are whole epochs from the first to the last, denser at the start", () => {
  expect(marksOf(10_000, 5)).toEqual([1, 10, 100, 1000, 10_000]);
  expect(marksOf(3)).toEqual([1, 2, 3]);
  expect(marksOf(1)).toEqual([1]);
});

test("values are read from a list, each once, and a comma within brackets does not part them", () => {
  expect(valuesOf("1, 2,, 2,50")).toEqual(["1", "2", "50"]);
  expect(valuesOf("stepDecay(1.2, 0.5, 100), 0.1")).toEqual(["stepDecay(1.2, 0.5, 100)", "0.1"]);
});

test("of numbers of units, the first that is none is named before any network is made", () => {
  expect(wrongIn("units", ["1", "x", "-4", "2000"])).toBe(
    'values: expected whole numbers from 1 but got "x".',
  );
  expect(wrongIn("units", ["1", "2.5"])).toBe('values: expected whole numbers from 1 but got "2.5".');
  expect(wrongIn("units", ["1", "2000"])).toBeUndefined();
  expect(wrongIn("activation", ["tanh"])).toBeUndefined();
});

test("a number of units holds for every hidden layer, and leaves the other layers alone", () => {
  const layers = "8:relu,dropout(0.2),8,3:softmax";
  expect(variantOf({ ...settings, layers }, "units", "5").layers).toBe("5:relu,dropout(0.2),5,3:softmax");
  expect(variantOf({ ...settings, layers }, "activation", "tanh").layers).toBe(
    "8:tanh,dropout(0.2),8:tanh,3:softmax",
  );
});

test("a network without a hidden layer gets one to vary", () => {
  expect(variantOf({ ...settings, layers: "1:sigmoid" }, "units", "5").layers).toBe("5:tanh,1:sigmoid");
});

test("every seed has a run for every value, from its first update on", () => {
  const runs = runsOf({ ...settings, changes: "100 lr 0.1" }, "rate", ["0.1", "1"], 3);
  expect(runs.map((group) => group.map(({ rate, seed, changes }) => `${rate} ${seed}${changes}`))).toEqual([
    ["0.1 3", "1 3"],
    ["0.1 4", "1 4"],
    ["0.1 5", "1 5"],
  ]);
});

test("a stage that has one of the values still sweeps alike; one with other data does not", () => {
  expect(sweepAlike(settings, { ...settings, layers: "20:tanh,1:sigmoid", seed: 5 }, "units")).toBe(true);
  expect(sweepAlike(settings, { ...settings, layers: "4:relu,1:sigmoid" }, "units")).toBe(false);
  expect(sweepAlike(settings, { ...settings, data: "moons" }, "units")).toBe(false);
});
