import { expect, test } from "vitest";
import { makeScale } from "./axes.ts";
import { spread } from "./curves.ts";
import { pathThrough } from "./path.ts";
import { straighten } from "./straighten.ts";
import { escapeText, textWidth } from "./svg.ts";

test("paths are relative, in tenths of a pixel, and rounding does not add up", () => {
  expect(
    pathThrough([
      [0, 0],
      [10, 5],
      [10, 5.04],
      [20, 5],
    ]),
  ).toBe("M0 0l10 5l10 0");
  const thirds = Array.from({ length: 31 }, (_, i) => [i / 3, 0] as const);
  expect(
    pathThrough(thirds)
      .match(/l([\d.]+)/g)!
      .reduce((sum, step) => sum + Number(step.slice(1)), 0),
  ).toBeCloseTo(10, 9);
});

test("a point alone between gaps is a dot", () => {
  const gap = [0, Number.NaN] as const;
  expect(pathThrough([[1, 1], gap, [2, 2], [3, 3]])).toBe("M1 1h0M2 2l1 1");
});

test("straightening keeps the corners", () => {
  expect(
    straighten([
      [0, 0],
      [5, 0.01],
      [10, 0],
      [10, 10],
    ]),
  ).toEqual([
    [0, 0],
    [10, 0],
    [10, 10],
  ]);
});

test("labels too near each other move apart around their middle, inside the bounds", () => {
  expect(spread([50, 52, 90], 10, 0, 100)).toEqual([46, 56, 90]);
  expect(spread([99, 98], 10, 0, 100)).toEqual([100, 90]);
  expect(spread([1, 0], 10, 0, 100)).toEqual([10, 0]);
  expect(spread([5, Number.NaN], 10, 0, 100)).toEqual([5, Number.NaN]);
});

test("text keeps every script and loses only what XML cannot hold", () => {
  expect(escapeText("손실 <b> & 😀 \u0000\ud800")).toBe("손실 &lt;b&gt; &amp; 😀 \ufffd\ufffd");
});

test("Hangul is as wide as it is high", () => {
  expect(textWidth("손실", 10)).toBe(20);
});

test("a scale of equal ends still has room and ticks", () => {
  const scale = makeScale([3, 3], [0, 100]);
  expect(scale(3)).toBe(50);
  expect(scale.ticks.length).toBeGreaterThan(2);
});

test("negative ticks carry a true minus sign", () => {
  expect(makeScale([-1, 1], [0, 100], { count: 3 }).ticks.map(({ label }) => label)).toEqual([
    "−1.0",
    "−0.5",
    "0.0",
    "0.5",
    "1.0",
  ]);
});
