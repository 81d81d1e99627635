import { expect, test } from "vitest";
import { columnsOf, piecesOf } from "../../state/layers.ts";
import { edgesBetween, layoutOf, thickness } from "./layout.ts";

const layout = (layers: string, room: number, names = ["x1", "x2"]) =>
  layoutOf(columnsOf(names.length, piecesOf(layers)), names, room);

test("a network that fits takes the room it has", () => {
  const { width, columns } = layout("4:tanh,1:sigmoid", 800);
  expect(width).toBe(800);
  expect(columns.map(({ x }) => x)).toEqual([65, 407, 749]);
});

test("columns keep a distance at which their controls do not touch, on a phone too", () => {
  const { width, columns } = layout(
    "8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid,8:sigmoid,1:sigmoid",
    340,
  );
  expect(width).toBe(816);
  for (const [c, { x }] of columns.slice(1).entries()) expect(x - columns[c]!.x).toBe(100);
});

test("of fifty units twelve are drawn, apart and within the picture", () => {
  const { columns, height } = layout("50:relu,1:sigmoid", 340);
  const { y, more, size } = columns[1]!;
  expect(y.length).toBe(12);
  expect(more).toBe(38);
  expect(size).toBeGreaterThanOrEqual(24);
  expect(y[1]! - y[0]!).toBeGreaterThan(size);
  expect(y[0]! - size / 2).toBeGreaterThanOrEqual(0);
  expect(y[11]! + size / 2).toBeLessThan(height - 16);
});

test("steps between columns have room, and so has softmax behind the last one", () => {
  const { columns, width } = layout("4:tanh,dropout(0.2),batchNorm,3:softmax", 340);
  const [, hidden, output] = columns;
  expect(output!.x - output!.size / 2).toBeGreaterThan(hidden!.stepX[1]! + 10);
  expect(output!.stepX[0]! + 10).toBeLessThan(width);
});

test("an edge knows its place in the whole array, also where not all units are drawn", () => {
  const { columns } = layout("50:relu,1:sigmoid", 800);
  const edges = edgesBetween(columns[0]!, columns[1]!);
  expect(edges.length).toBe(24);
  expect(edges.find(({ from, to }) => from === 1 && to === 2)!.place).toBe(52);
});

test("a larger weight has a thicker edge, up to a most; one that is no number has the thinnest", () => {
  expect([0, 1, 4].map(thickness)).toEqual([0.7, 3, 5.3]);
  expect(thickness(-4)).toBe(thickness(4));
  expect(thickness(1e9)).toBe(9);
  expect(thickness(Number.NaN)).toBe(0.7);
});
