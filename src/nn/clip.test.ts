import { expect, test } from "vitest";
import { compute } from "../../test/support/graphs.ts";
import { input } from "../graph/build.ts";
import { clip, clipByGlobalNorm, clipByValue } from "./clip.ts";

const gradients = [input("g", [2, 2]), input("h", [2])];
const data = { g: [3, 0, 0, -4], h: [0, 12] };

test("the joint norm is cut to the limit, and the direction stays", () => {
  const [g, h] = compute(clipByGlobalNorm(gradients, 6.5), data);
  expect([g, h]).toEqual([
    [1.5, 0, 0, -2],
    [0, 6],
  ]);
});

test("a norm within the limit stays as it is, a norm of 0 too", () => {
  expect(compute(clipByGlobalNorm(gradients, 13), data)).toEqual([data.g, data.h]);
  const none = { g: [0, 0, 0, 0], h: [0, 0] };
  expect(compute(clipByGlobalNorm(gradients, 1), none)).toEqual([none.g, none.h]);
  expect(clipByGlobalNorm([], 1)).toEqual([]);
});

test("values are cut one by one", () => {
  expect(compute(clipByValue(gradients, 3.5), data)).toEqual([
    [3, 0, 0, -3.5],
    [0, 3.5],
  ]);
});

test("a gradient that is not a number stays so, for training to see", () => {
  const broken = { g: [Number.NaN, 0, 0, 1], h: [0, 0] };
  expect(compute(clip(gradients, { value: 1 }), broken)[0]![0]).toBeNaN();
  expect(compute(clip(gradients, { norm: 1 }), broken)[0]![3]).toBeNaN();
});

test("values are cut before the norm; without settings nothing is done", () => {
  const [g, h] = compute(clip(gradients, { value: 3, norm: Math.sqrt(27) / 3 }), data);
  expect([g, h]).toEqual([
    [1, 0, 0, -1],
    [0, 1],
  ]);
  expect(clip(gradients, {})).toEqual(gradients);
});
