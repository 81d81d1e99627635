import { expect, test } from "vitest";
import { reciprocalOf } from "./reciprocal.ts";

test("a reciprocal is known by its whole number, rounded as it may be", () => {
  expect(reciprocalOf(1 / 400, "float64")).toBe(400);
  expect(reciprocalOf((1 / 3) * (1 / 7), "float64")).toBe(21);
  expect(reciprocalOf(-Math.fround(1 / 60_000), "float32")).toBe(60_000);
});

test("what lies beside a reciprocal is none", () => {
  expect(reciprocalOf(3e-6, "float64")).toBeUndefined();
  expect(reciprocalOf(Math.fround(3e-6), "float32")).toBeUndefined();
  expect(reciprocalOf(0.9999999, "float32")).toBeUndefined();
  expect(reciprocalOf(3e-13, "float64")).toBeUndefined();
  expect(reciprocalOf(0, "float64")).toBeUndefined();
  expect(reciprocalOf(1, "float64")).toBeUndefined();
});
