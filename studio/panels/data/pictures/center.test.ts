import { expect, test } from "vitest";
import { centered, side, stroke } from "./center.ts";

const middle = (picture: Float32Array): [number, number] => {
  let [mass, x, y] = [0, 0, 0];
  picture.forEach((value, p) => {
    mass += value;
    x += value * ((p % side) + 0.5);
    y += value * (Math.floor(p / side) + 0.5);
  });
  return [x / mass, y / mass];
};

const extent = (picture: Float32Array): [number, number] => {
  const inked = [...picture].flatMap((value, p) => (value > 0.25 ? [p] : []));
  const [xs, ys] = [inked.map((p) => p % side), inked.map((p) => Math.floor(p / side))];
  return [1 + Math.max(...xs) - Math.min(...xs), 1 + Math.max(...ys) - Math.min(...ys)];
};

test("a drawing in a corner is scaled to twenty pixels, with its center of mass in the middle", () => {
  const ink = new Float32Array(112 * 112);
  stroke(ink, 112, [10, 8], [10, 48], 4);
  stroke(ink, 112, [10, 48], [30, 48], 4);
  const picture = centered(ink, 112);
  const [x, y] = middle(picture);
  expect(x).toBeCloseTo(14.5, 1);
  expect(y).toBeCloseTo(14.5, 1);
  const [width, height] = extent(picture);
  expect(height).toBeGreaterThanOrEqual(20);
  expect(height).toBeLessThanOrEqual(21);
  expect(width).toBeLessThan(15);
});

test("where and how large it was drawn does not matter", () => {
  const at = (x: number, y: number, length: number, radius: number) => {
    const ink = new Float32Array(112 * 112);
    stroke(ink, 112, [x, y], [x, y + length], radius);
    return centered(ink, 112);
  };
  const [small, large] = [at(20, 20, 30, 3), at(60, 15, 60, 6)];
  const largest = Math.max(...small.map((value, p) => Math.abs(value - large[p]!)));
  expect(largest).toBeLessThan(0.35);
});

test("an empty drawing is a blank picture, and a stroke past the edge stays inside", () => {
  expect(Math.max(...centered(new Float32Array(112 * 112), 112))).toBe(0);
  const ink = new Float32Array(16);
  stroke(ink, 4, [-5, 1], [9, 1], 0.5);
  expect([...ink.subarray(0, 4)]).toEqual([...ink.subarray(4, 8)]);
  expect(ink[15]).toBe(0);
});
