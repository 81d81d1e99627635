import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import type { Task } from "../data/dataset.ts";
import { accuracy } from "./accuracy.ts";
import type { Average } from "./average.ts";
import { confusionMatrix } from "./confusionMatrix.ts";
import { f1 } from "./f1.ts";
import { metrics } from "./index.ts";
import { logLoss } from "./logLoss.ts";
import { meanAbsoluteError } from "./meanAbsoluteError.ts";
import { precision } from "./precision.ts";
import { r2 } from "./r2.ts";
import { recall } from "./recall.ts";
import { rocAuc } from "./rocAuc.ts";

type Averages = Readonly<Partial<Record<Average, number>>>;
interface Case {
  readonly about: string;
  readonly task: Task;
  readonly outputs: number[][];
  readonly targets: number[] | number[][];
  readonly confusion?: number[][];
  readonly precision?: Averages;
  readonly recall?: Averages;
  readonly f1?: Averages;
  readonly [score: string]: unknown;
}
const golden: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../../test/golden/metrics.json", import.meta.url), "utf8"),
);

/** Equal up to the last digits: scikit-learn adds in another order. Null stands for its NaN. */
function expectScore(actual: number, expected: number | null, what: string): void {
  if (expected === null) expect(actual, what).toBeNaN();
  else
    expect(Math.abs(actual - expected), `${what}: ${actual}`).toBeLessThanOrEqual(
      1e-13 * Math.max(1, Math.abs(expected)),
    );
}

for (const each of golden.cases) {
  test(`${each.about}: every score is scikit-learn's`, () => {
    const { outputs, targets } = each;
    for (const { name, value, tasks } of metrics) {
      const expected = each[name];
      if (!tasks.includes(each.task) || (typeof expected === "object" && expected !== null)) continue;
      expectScore(value(outputs, targets), expected as number | null, name);
    }
    for (const [name, score] of Object.entries({ precision, recall, f1 }))
      for (const [average, expected] of Object.entries((each[name] ?? {}) as Averages))
        expectScore(
          score(outputs, targets, { average: average as Average }),
          expected,
          `${name}, ${average}`,
        );
    if (each.confusion) expect(confusionMatrix(outputs, targets).tolist()).toEqual(each.confusion);
  });
}

test("precision, recall and F1 are of class 1 for two classes and the macro mean for more", () => {
  const two = golden.cases.find(({ about }) => about === "40 random probabilities")!;
  const four = golden.cases.find(({ about }) => about === "50 examples of 4 classes")!;
  for (const [name, score] of Object.entries({ precision, recall, f1 })) {
    expectScore(score(two.outputs, two.targets), (two[name] as Averages).binary!, name);
    expectScore(score(four.outputs, four.targets), (four[name] as Averages).macro!, name);
  }
});

test("two outputs of a softmax score as the second of them alone", () => {
  const one = golden.cases.find(({ about }) => about === "scores with many ties")!;
  const two = one.outputs.map(([p]) => [1 - p!, p!]);
  expect(rocAuc(two, one.targets)).toBe(rocAuc(one.outputs, one.targets));
  expect(logLoss(two, one.targets)).toBe(logLoss(one.outputs, one.targets));
});

test("targets may be one-hot rows, columns or flat, and predictions class indices", () => {
  const outputs = [
    [0.1, 0.7, 0.2],
    [0.6, 0.3, 0.1],
    [0.2, 0.5, 0.3],
  ];
  const indices = new NDArray(Int32Array.of(1, 0, 1), [3], "int32");
  for (const targets of [
    [1, 0, 2],
    [[1], [0], [2]],
    [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ],
  ]) {
    expect(accuracy(outputs, targets)).toBe(2 / 3);
    expect(confusionMatrix(outputs, targets).tolist()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
  }
  expect(confusionMatrix(indices, [1, 0, 2]).tolist()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 0],
  ]);
});

test("an output of exactly 0.5 counts as class 1, and the first of equal outputs wins", () => {
  expect(accuracy([[0.5]], [1])).toBe(1);
  expect(accuracy([[0.4, 0.4, 0.2]], [0])).toBe(1);
});

test("outputs that are no probabilities have no log loss", () => {
  expect(logLoss([[-0.2], [0.9]], [0, 1])).toBeNaN();
  expect(
    logLoss(
      [
        [0.5, 0.6],
        [0.1, 0.9],
      ],
      [0, 1],
    ),
  ).toBeNaN();
});

test("float32 outputs of a softmax are probabilities although their sum is off by a rounding", () => {
  const outputs = asArray([[0.1, 0.2, 0.7]], "float32");
  expect(logLoss(outputs, [2])).toBe(-Math.log(Math.fround(0.7)));
});

test("constant targets whose mean rounds away from them have no variance", () => {
  expect(r2([0.1, 0.1, 0.2], [0.1, 0.1, 0.1])).toBe(0);
  expect(r2([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(1);
});

test("the area under the curve of 2,000 scores in 20 ties is that of counting every pair", () => {
  const score = (i: number) => (i * 7919) % 20;
  const label = (i: number) => Number((i * 104729) % 11 < 4 + score(i) / 10);
  const all = Array.from({ length: 2000 }, (_, i) => i);
  const positives = all.filter((i) => label(i) === 1);
  const negatives = all.filter((i) => label(i) === 0);
  let won = 0;
  for (const p of positives)
    for (const n of negatives) won += score(p) > score(n) ? 1 : score(p) === score(n) ? 0.5 : 0;
  expect(
    rocAuc(
      all.map((i) => [score(i)]),
      all.map(label),
    ),
  ).toBe(won / (positives.length * negatives.length));
});

const two = [[0.2], [0.8]];
test.each<[string, () => unknown, string]>([
  [
    "fewer targets than outputs",
    () => accuracy(two, [1]),
    "accuracy: expected a target for each of the 2 outputs but got 1.",
  ],
  [
    "a label past the classes",
    () => f1(two, [0, 2]),
    "f1, targets: expected class indices from 0 to 1 but got 2 in row 1. Do the labels count from 1?",
  ],
  [
    "a NaN among the outputs",
    () => rocAuc([[Number.NaN], [1]], [0, 1]),
    "rocAuc, outputs, row 0, column 0: expected a finite number but got NaN.",
  ],
  [
    "class indices where scores are needed",
    () => rocAuc(new NDArray(Int32Array.of(0, 1, 2), [3], "int32"), [0, 1, 2]),
    "rocAuc, outputs: expected a score for each of the 3 classes but got class indices.",
  ],
  [
    "no examples",
    () => accuracy([], []),
    "accuracy, outputs: expected at least one example but got shape (0,).",
  ],
  [
    "one-hot rows of another width",
    () => recall([[0.1, 0.9]], [[0, 1, 0]]),
    "recall, targets: expected class indices, or rows of 2 as the outputs have but got rows of 3.",
  ],
  [
    "three axes",
    () => accuracy([[[1]]], [1]),
    "accuracy, outputs: expected shape (examples,) or (examples, columns) but got shape (1, 1, 1).",
  ],
  [
    "an example of two classes",
    () => accuracy([[1, 0]], [[1, 1]]),
    "accuracy, targets: expected one class in each row but got a sum of 2 in row 0. Where an example may be of several classes, judge a column at a time.",
  ],
  [
    "a misspelled average",
    () => f1(two, [0, 1], { average: "marco" as Average }),
    'f1: expected a known average but got "marco". Did you mean "macro"?',
  ],
  [
    "a binary average of three classes",
    () => f1([[1, 0, 0]], [0], { average: "binary" }),
    'f1: expected two classes for average "binary" but got 3. Use "macro"',
  ],
  [
    "another number of target columns",
    () => meanAbsoluteError([[1, 2]], [[1]]),
    "meanAbsoluteError: expected 2 target columns, one for each output but got 1.",
  ],
])("%s is refused in one sentence", (_, call, message) => {
  expect(call).toThrow(message);
});

test("whole numbers of an Int32Array are class indices, as those of an int32 array", () => {
  expect(accuracy(Int32Array.of(2, 2, 2), [1, 1, 1])).toBe(0);
  expect(accuracy(Int32Array.of(0, 1, 2), [0, 1, 1])).toBe(2 / 3);
});
