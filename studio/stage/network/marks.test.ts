import { expect, test } from "vitest";
import { marksOf } from "./marks.ts";

test("an array by its name lights all its edges, its gradient too, and no other layer's", () => {
  const marks = marksOf({ values: ["dW1"], elements: [] });
  expect(marks.weight(1, 0)).toBe(true);
  expect(marks.weight(1, 7)).toBe(true);
  expect(marks.weight(2, 0)).toBe(false);
  expect(marks.unit(1, 0, 4)).toBe(false);
});

test("a single element lights one edge or one bias", () => {
  const marks = marksOf({
    values: [],
    elements: [
      { name: "W1", place: 2 },
      { name: "b2", place: 0 },
    ],
  });
  expect([marks.weight(1, 2), marks.weight(1, 3), marks.bias(2, 0), marks.bias(1, 0)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("an element of a unit's values lights the unit, whichever example it belongs to", () => {
  const marks = marksOf({ values: [], elements: [{ name: "dZ1", place: 4 * 17 + 2 }] });
  expect([marks.unit(1, 2, 4), marks.unit(1, 1, 4)]).toEqual([true, false]);
});

test("X lights the inputs, and names that stand for nothing in the picture light nothing", () => {
  const marks = marksOf({ values: ["X", "loss", "gamma1"], elements: [] });
  expect([marks.unit(0, 1, 2), marks.unit(1, 0, 4), marks.weight(1, 0)]).toEqual([true, false, false]);
});
