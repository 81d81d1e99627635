import { expect, test } from "vitest";
import { confusionMatrixPlot } from "./confusion.ts";
import { functionPlot } from "./function.ts";
import { imageGrid } from "./images.ts";
import { lossPlot } from "./loss.ts";
import { smallMultiples } from "./multiples.ts";
import { networkPlot } from "./network.ts";
import { scatterPlot } from "./scatter.ts";

const pieces = (svg: string) => /<path d="([^"]*)" class="c0" fill="none"/.exec(svg)![1]!.match(/M/g)!.length;

test("a step function breaks at its jump, a steep sigmoid does not", () => {
  expect(pieces(functionPlot((z) => (z > 0 ? 1 : 0)))).toBe(2);
  expect(pieces(functionPlot((z) => 1 / (1 + Math.exp(-500 * z))))).toBe(1);
});

test("where a function has no value the curve has a gap", () => {
  expect(pieces(functionPlot((z) => (Math.abs(z) < 1 ? Number.NaN : z)))).toBe(2);
  expect(() => functionPlot(() => Number.NaN)).toThrow("functionPlot: expected a finite value in the domain");
  expect(() => functionPlot(Math.tanh, { domain: [1, 1] })).toThrow("low < high but got [1, 1]");
});

test("small multiples bring one style sheet for all and keep each caption", () => {
  const svg = lossPlot({ loss: [2, 1] });
  const all = smallMultiples(
    [1, 2, 3].map((n) => ({ svg, caption: `hidden ${n}: 9 < 10` })),
    { columns: 2 },
  );
  expect(all.match(/<style>/g)).toHaveLength(1);
  expect(all).toContain(">hidden 3: 9 &lt; 10</text>");
  expect(all).toContain('width="528"');
  expect(() => smallMultiples([])).toThrow("smallMultiples: expected at least one figure but got none.");
  expect(() => smallMultiples([{ svg: "<svg/>", caption: "" }])).toThrow("figures made by this library");
});

test("an image is drawn as runs of pixels, and its empty pixels not at all", () => {
  expect(imageGrid([[0, 1, 1, 0]], { width: 2, height: 2 })).toContain(
    '<path d="M1 0h1M0 1h1" stroke-opacity="1"/>',
  );
  expect(imageGrid([[1, 1, 1, 0.5]], { width: 4, height: 1 })).toContain('d="M0 0h3"');
});

test("weights of both signs are blue and orange on one scale", () => {
  const svg = imageGrid([[1, -0.5]], { width: 2, height: 1 });
  expect(svg).toMatch(/class="c0"[^>]*><path d="M0 0h1" stroke-opacity="1"/);
  expect(svg).toMatch(/class="c1"[^>]*><path d="M1 0h1" stroke-opacity="0.5"/);
});

test("images that do not fit their size are refused", () => {
  expect(() => imageGrid([[1, 2, 3]])).toThrow("Give width and height that multiply to the length of a row.");
  expect(() => imageGrid([[1, Number.NaN, 1, 1]])).toThrow("finite pixels but got NaN in image 0");
});

test("a confusion matrix says the share that is right", () => {
  expect(
    confusionMatrixPlot([
      [50, 2],
      [3, 45],
    ]),
  ).toContain("<desc>95 % right of 100.</desc>");
  expect(() => confusionMatrixPlot([[1, 2]])).toThrow("shape (k, k) but got shape (1, 2)");
  expect(() => confusionMatrixPlot([[-1]])).toThrow("counts of 0 or more but got -1");
});

test("a network's lines take color and width from the sign and size of the weights", () => {
  const svg = networkPlot([{ size: 2 }, { size: 1 }], [[[0.4], [-0.2]]]);
  expect(svg).toMatch(/class="c0" stroke="currentColor" stroke-width="4.4"/);
  expect(svg).toMatch(/class="c1" stroke="currentColor" stroke-width="2.4"/);
});

test("a weight matrix that does not fit is named, with the shape that fits", () => {
  expect(() => networkPlot([{ size: 4 }, { size: 4 }, { size: 1 }], [[[1]], [[1]]])).toThrow(
    "networkPlot: expected W1 of shape (4, 4) (inputs, units) but got shape (1, 1).",
  );
  expect(() => networkPlot([{ size: 2 }, { size: 1 }], [[[0.4, -0.2]]])).toThrow("Transpose it.");
});

test("a data set of one feature is drawn against its target, one of three refused", () => {
  expect(scatterPlot([0, 1, 2], [[0.1], [0.9], [2.1]]).match(/<circle/g)).toHaveLength(3);
  expect(() => scatterPlot([[1, 2, 3]], [0])).toThrow("choose two features");
  expect(() => scatterPlot([0, 1], [1])).toThrow("a target for each of the 2 points but got 1 targets");
  expect(() => scatterPlot([], [])).toThrow("at least one finite point");
});

test("of points on one pixel one is drawn, so a large data set stays a small picture", () => {
  const many = Array.from({ length: 200_000 }, (_, i) => [i % 100, Math.floor(i / 100) % 100]);
  const svg = scatterPlot(
    many,
    many.map(() => 0),
  );
  expect(svg.match(/<circle/g)).toHaveLength(10_001); // and one in the legend
});
