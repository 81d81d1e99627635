import { expect, test } from "vitest";
import { inkColor, paintPixels, signedColor } from "./pixels.ts";

const [white, black, blue, orange] = [
  [255, 255, 255],
  [0, 0, 0],
  [0, 0, 255],
  [255, 128, 0],
] as const;

test("ink darkens the paper, and values past its range stay in it", () => {
  const pixels = new Uint8ClampedArray(12);
  paintPixels(pixels, [0, 1, 7], inkColor(white, black));
  expect([...pixels]).toEqual([255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
});

test("the sign of a weight chooses the color, its size how deep it is", () => {
  const color = signedColor(white, blue, orange, 2);
  expect([color(0), color(-2), color(4), color(-1)]).toEqual([white, blue, orange, [128, 128, 255]]);
});
