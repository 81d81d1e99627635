import { expect, test } from "vitest";
import { boundaryPath } from "./contour.ts";

/** Outputs of `width` classes on a grid of 4 by 4, where the halves left and right belong to two of them. */
const halves = (width: number, left: number, right: number): Float32Array =>
  Float32Array.from({ length: 16 * width }, (_, i) => {
    const [c, x] = [i % width, Math.floor(i / width) % 4];
    return c === (x < 2 ? left : right) ? 1 : 0;
  });

test("between two outputs there is one line, in the middle of where the larger one changes", () => {
  const path = boundaryPath(halves(2, 0, 1), 2, 4, 30);
  expect(path.match(/M/g)).toHaveLength(1);
  expect(path).toContain("15.0,");
  expect(path).not.toMatch(/[ML](?!15\.0,)/);
});

test("of many outputs those that are largest nowhere have no line", () => {
  const path = boundaryPath(halves(5, 1, 3), 5, 4, 30);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).not.toMatch(/[ML](?!15\.0,)/);
});

test("a thousand outputs at ten thousand points do not hold up a page", () => {
  const output = Float32Array.from({ length: 1000 * 10_000 }, (_, i) => (i * 7919) % 1009);
  const start = performance.now();
  boundaryPath(
    output.map((value, i) => (i % 1000 < 3 ? value + 2000 : value)),
    1000,
    100,
    1000,
  );
  expect(performance.now() - start).toBeLessThan(1500);
});
