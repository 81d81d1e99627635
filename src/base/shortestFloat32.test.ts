import { expect, test } from "vitest";
import { shortestFloat32 } from "./shortestFloat32.ts";

test("a float32 has the fewest digits that lead back to it", () => {
  expect(shortestFloat32(0.9208559393882751)).toBe(0.92085594);
  expect(shortestFloat32(Math.fround(0.1))).toBe(0.1);
  expect(shortestFloat32(16777216)).toBe(16777216);
  expect(shortestFloat32(2 ** -149)).toBe(1e-45);
  expect(shortestFloat32(-0)).toBe(-0);
  expect(shortestFloat32(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});
