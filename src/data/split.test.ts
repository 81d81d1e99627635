import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { oneHot, validateLabels } from "./labels.ts";
import { makeDataset } from "./registry.ts";
import { applyScaling, minMax, standardize, undoScaling } from "./scaling.ts";
import { split, splitRows } from "./split.ts";

test("the rows are those of NumPy's permutation: the first for the test part, the others for training", () => {
  // np.random.RandomState(0).permutation(10) -> [2 8 4 9 1 6 7 3 0 5]
  const { train, test: kept } = splitRows(10, { test: 0.3 });
  expect([...kept]).toEqual([2, 8, 4]);
  expect([...train]).toEqual([9, 1, 6, 7, 3, 0, 5]);
});

test("a number of examples may be asked for instead of a share", () => {
  expect([...splitRows(10, { test: 2 }).test]).toEqual([2, 8]);
});

test("classes keep their shares, and what is left over goes to the largest remainder", () => {
  const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2];
  const { test: kept, train } = splitRows(10, { test: 0.5, seed: 3 }, labels);
  const counts = (rows: Int32Array) => [0, 1, 2].map((c) => rows.filter((row) => labels[row] === c).length);
  expect(counts(kept)).toEqual([3, 2, 0]);
  expect(counts(train)).toEqual([3, 1, 1]);
  expect([...kept, ...train].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("the only example of a class stays in the training part", () => {
  const labels = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1];
  expect([...splitRows(10, { test: 5 }, labels).train]).toContain(0);
  expect(splitRows(10, { test: 5 }, labels).test.length).toBe(5);
  expect(() => splitRows(2, { test: 1 }, [0, 1])).toThrow("expected a class with two examples or more");
});

test("a split data set holds every example once, with its label", () => {
  const whole = makeDataset("blobs", { samples: 100 });
  const parts = split(whole, { test: 0.2, seed: 5 });
  expect(parts.test.x.shape).toEqual([20, 2]);
  const key = (x: { at(i: number, j: number): number }, i: number) => `${x.at(i, 0)} ${x.at(i, 1)}`;
  const labelOf = new Map(Array.from({ length: 100 }, (_, i) => [key(whole.x, i), whole.y.at(i, 0)]));
  for (const { x, y } of [parts, parts.test])
    for (let i = 0; i < x.shape[0]!; i++) {
      expect(labelOf.get(key(x, i))).toBe(y.at(i, 0));
      labelOf.delete(key(x, i));
    }
  expect(labelOf.size).toBe(0);
});

test.each([
  [0, "but got 0."],
  [1, "at least 1 and at most 3 of 4 examples"],
  [4, "but got 4."],
  [-0.5, "but got -0.5."],
  [2.5, "but got 2.5."],
  [Number.NaN, "but got NaN."],
])("a test part of %s of 4 examples", (part, message) => {
  if (part === 1) expect(splitRows(4, { test: part }).test.length).toBe(1);
  else expect(() => splitRows(4, { test: part })).toThrow(message);
});

test("numbers cannot be stratified", () => {
  expect(() => split(makeDataset("sineRegression"), { stratify: true })).toThrow(
    "split: expected classes to stratify by but got a regression data set.",
  );
});

test("standardize measures mean and population standard deviation; a constant column becomes 0", () => {
  const x = asArray([
    [1, 10, 5],
    [2, 10, 7],
    [6, 10, 9],
  ]);
  const scaling = standardize(x);
  expect(scaling.offset).toEqual([3, 10, 7]);
  expect(scaling.scale).toEqual([Math.sqrt(14 / 3), 1, Math.sqrt(8 / 3)]);
  const scaled = applyScaling(scaling, x);
  expect(scaled.at(0, 0)).toBeCloseTo(-0.9258200997725514, 15);
  expect(scaled.at(2, 1)).toBe(0);
  expect(undoScaling(scaling, scaled).at(2, 0)).toBeCloseTo(6, 14);
});

test("a column that is constant up to rounding of its sum still counts as constant", () => {
  const x = asArray([[0.1], [0.1], [0.1]]);
  expect(standardize(x)).toEqual({ offset: [0.1], scale: [1] });
});

test("minMax puts the training range onto 0 to 1, and new examples may lie outside", () => {
  const scaling = minMax(asArray([[2], [4]]));
  expect(applyScaling(scaling, asArray([[2], [4], [5]])).tolist()).toEqual([[0], [1], [1.5]]);
});

test("a scaling fits only as many columns as it was measured on", () => {
  expect(() => applyScaling(standardize(asArray([[1, 2]])), asArray([[1]]))).toThrow(
    "applyScaling: expected 2 columns, as the scaling was fitted on but got shape (1, 1).",
  );
  expect(() => standardize(asArray([1, 2]))).toThrow("standardize: expected shape (examples, features)");
});

test("oneHot puts a one at the place of each label", () => {
  expect(oneHot(asArray([[2], [0]], "int32"), 3).tolist()).toEqual([
    [0, 0, 1],
    [1, 0, 0],
  ]);
});

test.each([
  [[0, 3], "labels: expected class indices from 0 to 2 but got 3 in row 1. Do the labels count from 1?"],
  [[-1], "but got -1 in row 0."],
  [[0.5], "but got 0.5 in row 0."],
  [[Number.NaN], "but got NaN in row 0."],
])("labels %s are refused for 3 classes", (labels, message) => {
  expect(() => validateLabels(labels, 3)).toThrow(message);
});
