import { expect, test } from "vitest";
import { bestOf, measuresAt, type Results, rangeOf, sweepRows } from "./results.ts";

const score = (training: number, fresh: number) => ({
  training: { loss: 1 - training, accuracy: training },
  fresh: { loss: 1 - fresh, accuracy: fresh },
});

/** Two seeds of 1, 4 and 50 units; the last run of the second seed is not there yet. */
const results: Results = {
  kind: "units",
  values: ["1", "4", "50"],
  seeds: [3, 4],
  marks: [1, 100],
  scores: [
    [score(0.5, 0.5), score(0.625, 0.5)],
    [score(0.5, 0.5), score(0.875, 0.875)],
    [score(0.5, 0.5), score(1, 0.75)],
    [score(0.5, 0.5), score(0.75, 0.625)],
    [score(0.5, 0.5), score(0.875, 0.75)],
    [score(0.5, 0.5)],
  ],
};

test("the seeds of a value are taken together, as far as they are there", () => {
  expect(measuresAt(results, 1, 1, "fresh")).toEqual([0.875, 0.75]);
  expect(measuresAt(results, 2, 1, "training")).toEqual([1]);
});

test("a loss that is not finite has no place on an axis", () => {
  const scores = [[{ training: { loss: Number.NaN } }], [{ training: { loss: 0.25 } }]];
  const regression: Results = { kind: "rate", values: ["9", "1"], seeds: [3], marks: [1], scores };
  expect(measuresAt(regression, 0, 0, "training")).toEqual([]);
  expect(rangeOf(regression, 0)).toEqual([0, 0.25]);
});

test("what does best on the training data need not do best on fresh data", () => {
  expect(bestOf(results, 1, "training")).toBe(2);
  expect(bestOf(results, 1, "fresh")).toBe(1);
});

test("a smaller loss is better where nothing is classified", () => {
  const scores = [[{ training: { loss: 0.5 } }], [{ training: { loss: 0.25 } }]];
  const regression: Results = { kind: "rate", values: ["1", "2"], seeds: [3], marks: [1], scores };
  expect(bestOf(regression, 0, "training")).toBe(1);
  expect(bestOf(regression, 0, "fresh")).toBe(undefined);
  expect(rangeOf(regression, 0)).toEqual([0, 0.5]);
});

test("the axis of accuracies begins at a whole tenth below them all and ends at 1", () => {
  expect(rangeOf(results, 1)).toEqual([0.5, 1]);
  expect(rangeOf(results, 0)).toEqual([0.5, 1]);
});

test("the rows name what was swept, and leave empty what is not there yet", () => {
  const [names, ...lines] = sweepRows(results, 1);
  expect(names).toEqual([
    "units",
    "seed",
    "epoch",
    "trainingLoss",
    "trainingAccuracy",
    "freshLoss",
    "freshAccuracy",
  ]);
  expect(lines[0]).toEqual(["1", 3, 100, 0.375, 0.625, 0.5, 0.5]);
  expect(lines[5]).toEqual(["50", 4, 100, "", "", "", ""]);
  expect(lines.length).toBe(6);
});
