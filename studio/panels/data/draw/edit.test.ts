import { expect, test } from "vitest";
import { countsOf, erased, outputsOfPoints, within, withoutNearest } from "./edit.ts";

const points = [
  { x: 0, y: 0, label: 0 },
  { x: 1, y: 0, label: 1 },
  { x: 1, y: 0.1, label: 3 },
];

test("the nearest point goes, however far, and of the eraser's those within its radius", () => {
  expect(withoutNearest(points, 4, 4)).toEqual(points.slice(0, 2));
  expect(withoutNearest([], 0, 0)).toEqual([]);
  expect(erased(points, 1, 0, 0.2)).toEqual([points[0]]);
});

test("two classes are binary, and a label beyond them makes all classes up to it", () => {
  expect(outputsOfPoints(points.slice(0, 1))).toBeUndefined();
  expect(outputsOfPoints(points.slice(0, 2))).toEqual({ task: "binary", count: 2 });
  expect(outputsOfPoints(points)).toEqual({ task: "multiclass", count: 4 });
  expect(countsOf(points)).toEqual([1, 1, 0, 1, 0, 0]);
});

test("a point stays on the plane, at three decimals", () => {
  expect([within(7), within(-5.5), within(0.12345)]).toEqual([5, -5, 0.123]);
});
