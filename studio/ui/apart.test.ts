import fc from "fast-check";
import { expect, test } from "vitest";
import { apart } from "./apart.ts";

test("places that are far enough apart stay", () => {
  expect(apart([10, 30, 50], 12, 0, 100)).toEqual([10, 30, 50]);
});

test("two that collide part around their middle, and keep their order", () => {
  expect(apart([12, 10, 50], 12, 0, 100)).toEqual([17, 5, 50]);
});

test("at an end they are pushed inward together", () => {
  expect(apart([99, 100, 98], 12, 0, 100)).toEqual([88, 100, 76]);
  expect(apart([1, 2], 12, 0, 100)).toEqual([0, 12]);
});

test("any places end at least a gap apart, and inside where there is room", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 6 }), (places) => {
      const moved = apart(places, 12, 0, 100).sort((a, b) => a - b);
      for (const [i, place] of moved.entries()) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(100 + 1e-9);
        if (i > 0) expect(place - moved[i - 1]!).toBeGreaterThanOrEqual(12 - 1e-9);
      }
    }),
  );
});
