import { expect, test } from "vitest";
import { boundaryPlot } from "./boundary.ts";
import { linesAt, ringsAbove } from "./contour.ts";
import { boundaryGrid } from "./grid.ts";

const corners = [
  [-1, -1],
  [1, 1],
];
const grid = boundaryGrid(corners, { resolution: 5, margin: 0 });
const points = grid.points.tolist() as [number, number][];

test("the grid spans the data and its margin, x fastest", () => {
  expect([...grid.xs]).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(points.slice(0, 3)).toEqual([
    [-1, -1],
    [-0.5, -1],
    [0, -1],
  ]);
  const wide = boundaryGrid(corners, { resolution: 3, margin: 0.25 });
  expect([...wide.ys]).toEqual([-1.5, 0, 1.5]);
});

test("data without width gets a grid around it", () => {
  expect([...boundaryGrid([[2, 3]], { resolution: 3, margin: 0.5 }).xs]).toEqual([1.5, 2, 2.5]);
});

test("the line of the plane x + y = 0 runs through the corners", () => {
  const values = Float64Array.from(points, ([x, y]) => x + y);
  const [line, ...others] = linesAt({ values, columns: 5, rows: 5, x: [0, 100], y: [100, 0] }, 0);
  expect(others).toEqual([]);
  for (const [x, y] of line!) expect(x).toBeCloseTo(y, 9);
  const xs = line!.map(([x]) => x).sort((a, b) => a - b);
  expect([xs[0], xs.at(-1)]).toEqual([0, 100]);
});

test("a ring around a peak closes", () => {
  const values = Float64Array.from(points, ([x, y]) => 1 - Math.hypot(x, y));
  const [ring] = linesAt({ values, columns: 5, rows: 5, x: [0, 100], y: [100, 0] }, 0.5);
  expect(ring!.at(-1)).toEqual(ring![0]);
  expect(ringsAbove({ values, columns: 5, rows: 5, x: [0, 100], y: [100, 0] }, 2)).toEqual([]);
});

test("a column of probabilities and two columns draw the same", () => {
  const one = points.map(([x]) => [0.5 + x / 4]);
  const two = one.map(([p]) => [1 - p!, p!]);
  expect(boundaryPlot({ grid, predictions: one })).toBe(boundaryPlot({ grid, predictions: two }));
});

test("a point outside the grid is not drawn", () => {
  const predictions = points.map(() => [0.5]);
  const dots = (x: number[][]) =>
    boundaryPlot({ grid, predictions, x, y: x.map(() => 1) }).match(/class="c1" cx/g);
  expect(dots([[0, 0]])).toHaveLength(2); // and one in the legend
  for (const outside of [
    [0, 1.01],
    [0, -1.01],
    [1.01, 0],
    [-1.01, 0],
    [Number.NaN, 0],
  ])
    expect(dots([outside])).toHaveLength(1);
});

test("one-hot targets give the same dots as class numbers", () => {
  const predictions = points.map(() => [0.5]);
  const hot = [
    [0, 1],
    [1, 0],
  ];
  expect(boundaryPlot({ grid, predictions, x: corners, y: hot })).toBe(
    boundaryPlot({ grid, predictions, x: corners, y: [[1], [0]] }),
  );
});

test("the description gives each class its share of the area", () => {
  const predictions = points.map(([x]) => [x > 0 ? 1 : 0]);
  expect(boundaryPlot({ grid, predictions }, { classes: ["cat", "dog"] })).toContain("cat 60 %, dog 40 %");
});

test("what does not fit is refused in a sentence", () => {
  expect(() => boundaryPlot({ grid, predictions: [[1]] })).toThrow(
    "expected a prediction for each of the 25 grid points, shape (25, 1) or (25, k) but got shape (1, 1).",
  );
  expect(() => boundaryPlot({ grid, predictions: points.map(() => [Number.NaN]) })).toThrow(
    "got NaN at row 0",
  );
  expect(() => boundaryGrid([[1, 2, 3]])).toThrow("points in the plane, shape (m, 2) but got shape (1, 3)");
  expect(() => boundaryGrid([])).toThrow("boundaryGrid:");
  expect(() => boundaryPlot({ grid, predictions: points.map(() => [0.5]), x: corners, y: [0, 0.5] })).toThrow(
    "expected class numbers 0, 1, 2 ... (at most 999) but got 0.5 at row 1",
  );
});
