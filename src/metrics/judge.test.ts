import { expect, test } from "vitest";
import { judge } from "./judge.ts";
import { judgementReport } from "./report.ts";

const outputs = [
  [0.9, 0.1],
  [0.8, 0.2],
  [0.3, 0.7],
  [0.6, 0.4],
  [0.1, 0.9],
];
const targets = [0, 0, 1, 1, 1];

test("a classification is judged by every metric of classes, for each class, and by its confusions", () => {
  const { scores, classes, confusion, examples } = judge("binary", outputs, targets, ["cat", "개"]);
  expect(examples).toBe(5);
  expect(Object.keys(scores)).toEqual(["accuracy", "precision", "recall", "f1", "rocAuc", "logLoss"]);
  expect(scores).toMatchObject({ accuracy: 0.8, precision: 1, recall: 2 / 3, f1: 0.8, rocAuc: 1 });
  expect(classes).toEqual([
    { name: "cat", precision: 2 / 3, recall: 1, f1: 0.8, support: 2 },
    { name: "개", precision: 1, recall: 2 / 3, f1: 0.8, support: 3 },
  ]);
  expect(confusion).toEqual([
    [2, 0],
    [1, 2],
  ]);
});

test("a regression is judged by the metrics of numbers alone", () => {
  expect(judge("regression", [[1], [2], [5]], [1, 4, 4])).toEqual({
    task: "regression",
    examples: 3,
    scores: { r2: 1 - 5 / 3 / 2, meanAbsoluteError: 1, meanSquaredError: 5 / 3 },
  });
});

test("names that are not one for each class are refused", () => {
  expect(() => judge("binary", outputs, targets, ["a"])).toThrow(
    "judge: expected 2 class names, one for each class but got 1.",
  );
});

test("the report lines up, Korean names as well", () => {
  expect(judgementReport(judge("binary", outputs, targets, ["cat", "강아지"]))).toBe(
    `5 examples of 2 classes

accuracy   0.8000
precision  1.0000
recall     0.6667
f1         0.8000
rocAuc     1.0000
logLoss    0.3414

class   precision  recall      f1  examples
cat        0.6667  1.0000  0.8000         2
강아지     1.0000  0.6667  0.8000         3

true \\ predicted  cat  강아지
cat                 2       0
강아지              1       2`,
  );
});

test("an undefined score is a dash and errors of any size keep five digits", () => {
  expect(judgementReport(judge("binary", [[0.2], [0.4]], [0, 0]))).toContain("rocAuc          -");
  expect(judgementReport(judge("regression", [[123456], [0]], [[0], [0]]))).toContain("61728");
  expect(judgementReport(judge("regression", [[1e-5], [0]], [[0], [0]]))).toContain(
    "meanAbsoluteError    5e-6\n",
  );
});

test("with more than twelve classes the report leaves the confusions out", () => {
  const many = Array.from({ length: 13 }, (_, i) => Array.from({ length: 13 }, (_, j) => Number(i === j)));
  expect(judgementReport(judge("multiclass", many, many))).not.toContain("predicted");
});
