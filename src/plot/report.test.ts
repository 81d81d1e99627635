import { expect, test } from "vitest";
import { heatStrip } from "./heatStrip.ts";
import { linePlot } from "./lines.ts";

const opacities = (svg: string): number[] =>
  [...svg.matchAll(/class="(?:c0|c1)" fill="currentColor" fill-opacity="([\d.]+)"/g)].map(([, o]) =>
    Number(o),
  );

test("a heat strip is palest at the smallest number and darkest at the largest, evenly in powers on a log scale", () => {
  const svg = heatStrip([[0.01], [0.1], [1]], { rows: ["a", "b", "c"], columns: ["0"], scale: "log" });
  expect(opacities(svg).slice(0, 3)).toEqual([0.08, 0.54, 1]);
  expect(svg).toContain(">0.1<");
});

test("a heat strip shows numbers below 0 in orange, and leaves a cell empty that has no place on its scale", () => {
  const signed = heatStrip([[-2, 1]], { rows: ["a"], columns: ["0", "1"] });
  expect(signed).toMatch(/class="c1" fill="currentColor" fill-opacity="1"/);
  expect(signed).toMatch(/class="c0" fill="currentColor" fill-opacity="0.54"/);
  const logged = heatStrip([[0, 1]], { rows: ["a"], columns: ["0", "1"], scale: "log" });
  expect(logged).toMatch(/class="rule" fill="currentColor" fill-opacity="0.5"/);
});

test("a heat strip writes numbers into all cells or into none", () => {
  const wide = Array.from({ length: 40 }, (_, i) => (i === 0 ? 1 : 0.123));
  const svg = heatStrip([wide], { rows: ["a"], columns: wide.map((_, i) => String(i)) });
  expect(svg).not.toContain(">0.12<");
});

test("rows and names that differ in number are refused", () => {
  expect(() => heatStrip([[1, 2], [3]], { rows: ["a", "b"], columns: ["0", "1"] })).toThrow(
    "heatStrip: expected 2 rows of 2 numbers, as many as there are names but got 2 rows of 2 and 1.",
  );
});

test("a line ends where it passes the highest number that is drawn", () => {
  const line = { x: [1, 2, 3, 4], y: [1, 2, 1000, 4000], label: "loss" };
  const svg = linePlot([line], { highest: 4 });
  expect(svg).not.toContain(">1,000<");
  expect(svg.match(/<path d="M[^"]*" class="c0"/)![0].match(/l/g)).toHaveLength(3);
});

test("lines without a number that a log scale has are refused", () => {
  expect(() => linePlot([{ x: [1], y: [0], label: "a" }], { yScale: "log" })).toThrow(
    "linePlot: expected a number that can be drawn but got none.",
  );
});
