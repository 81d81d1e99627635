import { expect, test } from "vitest";
import { readChanges } from "./changes.ts";

test("of two changes of one thing at one step the later counts", () => {
  expect(readChanges("5 lr 1; 5 W1[0] 2; 5 lr 3; 5 W1[1] 4; 5 W1[0] 5; 2 lr 6")).toEqual([
    { step: 2, kind: "rate", rate: "6" },
    { step: 5, kind: "rate", rate: "3" },
    { step: 5, kind: "weight", name: "W1", place: 0, value: 5 },
    { step: 5, kind: "weight", name: "W1", place: 1, value: 4 },
  ]);
});

test("a text with a hundred thousand spaces is read at once", () => {
  const start = performance.now();
  expect(readChanges(`1 lr 2${" ".repeat(100_000)}3; ${" ".repeat(100_000)}4 lr 1`)).toHaveLength(2);
  expect(performance.now() - start).toBeLessThan(500);
});
