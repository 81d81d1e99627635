import { expect, test } from "vitest";
import { readPoints, writePoints } from "../state/points.ts";
import { pointsDataset } from "./points.ts";

test("points drawn by hand become a data set with a class for each label up to the largest", () => {
  const { x, y, task, classes } = pointsDataset("-1.25,3.5,0;2,0.125,2");
  expect(x.tolist()).toEqual([
    [-1.25, 3.5],
    [2, 0.125],
  ]);
  expect(y.tolist()).toEqual([[0], [2]]);
  expect([task, classes]).toEqual(["multiclass", ["0", "1", "2"]]);
  expect(pointsDataset("0,0,0;1,1,1").task).toBe("binary");
});

test("points of one class are nothing to learn from, and no points neither", () => {
  expect(() => pointsDataset("0,0,1;1,1,1")).toThrow(
    "points: expected points of two classes or more but got 2 of one class. Draw some of another class.",
  );
  expect(() => pointsDataset("")).toThrow("but got no points");
});

test("a link keeps three decimals of a point, and passes over what is none", () => {
  expect(writePoints([{ x: 0.12345, y: -2, label: 5 }])).toBe("0.123,-2,5");
  expect(readPoints("0.123,-2,5;nonsense;1,2;3,4,-1;5,6,1")).toEqual([
    { x: 0.123, y: -2, label: 5 },
    { x: 5, y: 6, label: 1 },
  ]);
});
