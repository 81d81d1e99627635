import { expect, test } from "vitest";
import { depthOf, rangeOf, shade } from "./shade.ts";

test("on the log scale a size in the geometric middle is half as dark", () => {
  const range = rangeOf([1e-4, 1, 0, Number.NaN]);
  expect(range).toEqual([1e-4, 1]);
  expect(depthOf(1e-2, range)).toBe(0.5);
  expect(shade(0.5)).toBe("color-mix(in oklab, var(--c0) 54%, var(--paper))");
});

test("a size of 0, or none, has no place on the scale", () => {
  expect(depthOf(0, [0.1, 1])).toBe(undefined);
  expect(depthOf(Number.NaN, [0.1, 1])).toBe(undefined);
  expect(rangeOf([0, Number.NaN])).toBe(undefined);
});
