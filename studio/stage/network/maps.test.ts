import { expect, test } from "vitest";
import { inputMap, mapOf, outputMap, valueAt } from "./maps.ts";

const cloud = {
  axes: [0, 1],
  ranges: [
    [-3, 3],
    [0, 33],
  ],
  plane: true,
  x: new Float32Array(),
  y: new Float32Array(),
  target: new Float32Array(),
} as const;

test("the map of an input grows along its own axis; an input that is held has none", () => {
  const [x, y] = [inputMap(cloud, 0, 34)!, inputMap(cloud, 1, 34)!];
  expect([x[0], x[33], x[34]]).toEqual([-3, 3, -3]);
  expect([y[0], y[33], y[34]]).toEqual([0, 0, 1]);
  expect(inputMap(cloud, 2, 34)).toBeUndefined();
});

test("a unit has its own part of the maps, and none where it is beyond them", () => {
  const maps = Float32Array.of(1, 2, 3, 4);
  expect([...mapOf(maps, 1, 2)!]).toEqual([3, 4]);
  expect(mapOf(maps, 2, 2)).toBeUndefined();
  expect(mapOf(undefined, 0, 2)).toBeUndefined();
});

test("the map of an output is every third point of the field, of its own column", () => {
  const field = Float32Array.from({ length: 4 * 4 * 2 }, (_, i) => i);
  expect([...outputMap(field, 2, 1, 4, true)]).toEqual([1, 7, 25, 31]);
});

test("the value at a point between those of the map lies between them", () => {
  const map = Float32Array.of(0, 3, 6, 9);
  expect(valueAt(map, { i: 0, j: 0 }, 2)).toBe(0);
  expect(valueAt(map, { i: 3, j: 0 }, 2)).toBe(3);
  expect(valueAt(map, { i: 1, j: 3 }, 2)).toBeCloseTo(7, 12);
});

test("the value on a line is that of the nearest points to either side", () => {
  expect(valueAt(Float32Array.of(1, 4, 7), { i: 5, j: 0 }, 3)).toBeCloseTo(6, 12);
});
