import { expect, test } from "vitest";
import { boundaryGrid } from "../grid.ts";
import { boundaryText } from "./boundary.ts";
import { columnsOf, ink, xterm } from "./ink.ts";
import { lossText } from "./loss.ts";

const grid = boundaryGrid(
  [
    [0, 0],
    [1, 1],
  ],
  { resolution: 2, margin: 0 },
);
const half = { grid, predictions: [0, 1, 0, 1] };

test("without colors a boundary is blanks and dots, with o and x for the data", () => {
  const text = boundaryText(
    {
      ...half,
      x: [
        [0, 0],
        [1, 1],
      ],
      y: [0, 1],
    },
    { width: 10, height: 3 },
  );
  expect(text.split("\n")).toEqual([
    "     ....x",
    "     .....",
    "o    .....",
    "",
    "o class 0   x class 1",
    "x1 from 0 to 1, x2 from 0 to 1",
  ]);
});

test("in colors each character holds two pixels, and equal neighbors share their codes", () => {
  const [line] = boundaryText(half, { width: 4, height: 1, colors: "256" }).split("\n");
  const runs = line!.split("\u001b[0m");
  expect(runs.map((run) => run.slice(run.indexOf("m") + 1))).toEqual(["▀▀", "▀▀", ""]);
});

test("a point outside the grid is not drawn in the terminal either", () => {
  const text = boundaryText({ ...half, x: [[5, 5]], y: [0] }, { width: 10, height: 2, classes: ["a", "b"] });
  expect(text.split("\n")[0]).toBe("     .....");
});

test("colors become the nearest of xterm's 256, or 24 bits, or none", () => {
  expect([xterm([255, 0, 0]), xterm([0, 0, 0]), xterm([128, 128, 128])]).toEqual([196, 16, 244]);
  expect(ink("x", "truecolor", [1, 2, 3], [4, 5, 6])).toBe("\u001b[38;2;1;2;3;48;2;4;5;6mx\u001b[0m");
  expect(ink("x", "none", [1, 2, 3])).toBe("x");
});

test("a falling loss falls in ASCII", () => {
  expect(lossText({ loss: [4, 3, 2, 1] }, { width: 20, height: 4, ascii: true }).split("\n")).toEqual([
    "4 ***",
    "     ******",
    "           *****",
    "1               ****",
    "  1          epoch 4",
    "  * loss 1",
  ]);
});

test("no line of a loss curve is wider than asked, in Korean too", () => {
  const loss = Array.from({ length: 500 }, (_, i) => Math.exp(-i / 100));
  const text = lossText({ loss }, { width: 40, labels: { loss: "손실", epoch: "에포크" } });
  expect(Math.max(...text.split("\n").map(columnsOf))).toBe(40);
  expect(text).toContain("에포크 500");
});

test("a gap in the loss stays a gap", () => {
  const loss = [1, 1, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1];
  expect(lossText({ loss }, { width: 22, height: 3, ascii: true }).split("\n")[1]).toMatch(/^ +\*+ {6,}\*+$/);
});

test("no loss at all is refused in a sentence", () => {
  expect(() => lossText({ loss: [] })).toThrow(
    "lossText: expected at least one finite loss but got no values.",
  );
  expect(() => boundaryText(half, { width: 0 })).toThrow("a width of 2 or more");
});
