import fc from "fast-check";
import { expect, test } from "vitest";
import { broadcastShapes, formatShape, normalizeAxes, sameShape, sizeOf, stridesOf } from "./shape.ts";

const shapes = fc.array(fc.constantFrom(0, 1, 2, 3), { maxLength: 4 });

test("a shape prints as NumPy prints it", () => {
  expect([[], [3], [400, 2], [0, 1, 5]].map(formatShape)).toEqual(["()", "(3,)", "(400, 2)", "(0, 1, 5)"]);
});

test("the size is the product, 1 for a scalar", () => {
  expect([[], [3], [4, 5], [4, 0]].map(sizeOf)).toEqual([1, 3, 20, 0]);
});

test("strides step over the axes after them", () => {
  expect([[], [3], [2, 3, 4], [2, 0, 4]].map(stridesOf)).toEqual([[], [1], [12, 4, 1], [0, 4, 1]]);
});

test("axes align at the end and must be equal or 1", () => {
  expect(broadcastShapes([2, 3], [3])).toEqual([2, 3]);
  expect(broadcastShapes([4, 1], [3])).toEqual([4, 3]);
  expect(broadcastShapes([3, 1, 5], [7, 1])).toEqual([3, 7, 5]);
  expect(broadcastShapes([], [2])).toEqual([2]);
  expect(broadcastShapes([0], [1])).toEqual([0]);
  expect(broadcastShapes([2, 3], [2])).toBeUndefined();
  expect(broadcastShapes([0], [2])).toBeUndefined();
});

test("broadcasting does not depend on the order, keeps a shape with itself, and adds nothing to its result", () => {
  fc.assert(
    fc.property(shapes, shapes, (a, b) => {
      const common = broadcastShapes(a, b);
      expect(broadcastShapes(b, a)).toEqual(common);
      expect(broadcastShapes(a, a)).toEqual(a);
      expect(broadcastShapes(a, [])).toEqual(a);
      if (common) {
        expect(common.length).toBe(Math.max(a.length, b.length));
        expect(broadcastShapes(common, a)).toEqual(common);
      } else expect(sameShape(a, b)).toBe(false);
    }),
    { seed: 1 },
  );
});

test("broadcasting is associative where it is defined", () => {
  fc.assert(
    fc.property(shapes, shapes, shapes, (a, b, c) => {
      const [left, right] = [broadcastShapes(a, b), broadcastShapes(b, c)];
      if (left && right) expect(broadcastShapes(left, c)).toEqual(broadcastShapes(a, right));
    }),
    { seed: 2 },
  );
});

test("axes count from the end when negative, ascend, and appear once", () => {
  expect(normalizeAxes([-1, 0], 3)).toEqual([0, 2]);
  expect(normalizeAxes([1, -2], 3)).toEqual([1]);
  expect(normalizeAxes([], 3)).toEqual([]);
  for (const axis of [3, -4, 0.5, Number.NaN]) expect(normalizeAxes([axis], 3)).toBeUndefined();
});
