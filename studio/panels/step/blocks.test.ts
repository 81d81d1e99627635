import { expect, test } from "vitest";
import { cellText, drawnOf, gapOf, lineOf, tracks } from "./blocks.ts";
import { drawnOf as drawnPlaces } from "./engine/tensor.ts";
import { elementName, holds, readPosition } from "./position.ts";

test("a number in a cell has at most four digits, or a power of ten", () => {
  expect([0.694, -0.1234, 12.34, 123.4, 0.00123, 123456, 0, 1e-9].map(cellText)).toEqual([
    "0.69",
    "-0.12",
    "12",
    "123",
    "1e-3",
    "1e5",
    "0",
    "1e-9",
  ]);
  expect([Number.NaN, -Infinity].map(cellText)).toEqual(["nan", "-inf"]);
});

test("what is left out of a block takes more place the more it is", () => {
  expect(drawnPlaces(6)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(drawnPlaces(400)).toEqual([0, 1, 2, 398, 399]);
  expect(drawnPlaces(400, [37])).toEqual([0, 1, 2, 37, 398, 399]);
  expect(tracks([0, 1, 2], 24)).toBe("24px 24px 24px");
  expect(tracks([0, 1, 398, 399], 24)).toBe(`24px 24px ${Math.round(gapOf(396) * 24)}px 24px 24px`);
  expect(gapOf(10)).toBeLessThan(gapOf(100));
  expect([0, 1, 2, 3].map((i) => lineOf([0, 1, 398, 399], i))).toEqual([1, 2, 4, 5]);
});

test("a transpose is drawn from the same cells, and a bias once for each example", () => {
  const tensor = { name: "W1", shape: [2, 3], rows: [0, 1], columns: [0, 1, 2], most: 6 };
  const matrix = { ...tensor, cells: Float64Array.of(1, 2, 3, 4, 5, 6) };
  const turned = drawnOf(matrix, true);
  expect([turned.rows.length, turned.columns.length]).toEqual([3, 2]);
  expect(turned.valueAt(2, 1)).toBe(6);
  expect(turned.valueAt(0, 1)).toBe(4);
  const bias = { ...tensor, shape: [3], rows: [0], cells: Float64Array.of(7, 8, 9) };
  const spread = drawnOf(bias, false, { axis: "rows", places: [0, 1, 399] });
  expect(spread.rows).toEqual([0, 1, 399]);
  expect([spread.valueAt(2, 1), spread.isGhost(0, 1), spread.isGhost(2, 1)]).toEqual([8, false, true]);
});

test("a position names an operation, and an element of it", () => {
  expect(elementName("dW1", [2, 4], [0, 1])).toBe("dW1[0,1]");
  expect(elementName("b1", [4], [0, 3])).toBe("b1[3]");
  expect(elementName("loss", [], [0, 0])).toBe("loss");
  expect(readPosition("dW1[0,1]")).toEqual({ name: "dW1", cell: [0, 1] });
  expect(readPosition("b1[3]")).toEqual({ name: "b1", cell: [0, 3] });
  expect(readPosition("Z1")).toEqual({ name: "Z1" });
  expect(readPosition("what is <this>[")).toEqual({ name: "" });
  expect([holds([2, 4], [1, 3]), holds([2, 4], [2, 0]), holds([4], [0, 4]), holds([], [0, 0])]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
