import { expect, test } from "vitest";
import { lossPlot } from "./loss.ts";

/** The `d` of the curve in a color. */
const curve = (svg: string, color = "c0") =>
  new RegExp(`<path d="([^"]*)" class="${color}" fill="none"`).exec(svg)?.[1] ?? "";

test("a million epochs with validation stay under 50 KB", () => {
  const loss = Float64Array.from({ length: 1e6 }, (_, i) => Math.exp(-i / 2e5) + 0.1 * Math.sin(i * 12.9898));
  const svg = lossPlot({ loss: loss.map((l) => l + 1), validationLoss: loss.map((l) => l + 2) });
  expect(svg.length).toBeLessThan(50_000);
  expect(svg).toContain("1,000,000");
});

test("a lone peak among a million epochs is still drawn", () => {
  const loss = new Float64Array(1e6).fill(1);
  loss[500_321] = 9;
  // Up by 8/10 of the 276 pixels between the axis and the top, and down again.
  expect(curve(lossPlot({ loss }))).toMatch(/l[\d.]+-220.8l[\d.]* 220.8/);
});

test("NaN and infinity leave one gap", () => {
  expect(
    curve(lossPlot({ loss: [1, 0.9, Number.NaN, Number.POSITIVE_INFINITY, 0.8, 0.7] })).match(/M/g),
  ).toHaveLength(2);
});

test("on a log scale a loss of zero leaves a gap", () => {
  expect(curve(lossPlot({ loss: [1, 0.1, 0, 0.01, 0.001] }, { scale: "log" })).match(/M/g)).toHaveLength(2);
});

test("a single epoch is a mark over its number, and no accuracy is above 100 %", () => {
  const svg = lossPlot({ loss: [0.5], accuracy: [0.9] });
  expect(svg.match(/<circle cx="[\d.]+" cy="[\d.]+" r="3.5" class="c0"/g)).toHaveLength(2);
  const labels = [...svg.matchAll(/<text[^>]*text-anchor="(?:end|middle)"[^>]*>([^<]*)</g)].map(([, t]) => t);
  expect(labels).toEqual([
    "0.2",
    "0.3",
    "0.4",
    "0.5",
    "0.6",
    "0.7",
    "0.8",
    "40%",
    "60%",
    "80%",
    "100%",
    "1",
    "epoch",
  ]);
  expect(svg).toContain("After 1 epoch the loss was 0.5 and the accuracy 90 %.");
});

test("each curve is named at its end, with its last value", () => {
  const svg = lossPlot({ loss: [0.7, 0.218526], validationLoss: [0.8, 0.25], accuracy: [0.5, 0.905] });
  for (const name of ["loss 0.2185", "validation 0.25", "accuracy 90.5 %"])
    expect(svg).toContain(`>${name}</text>`);
  expect(svg).toContain(
    "went from 0.7 to 0.2185, on validation data from 0.8 to 0.25; accuracy ended at 90.5 %.",
  );
});

test("the axis counts whole epochs", () => {
  const svg = lossPlot({ loss: [300, 200, 100] });
  expect(svg).not.toContain(">1.5</text>");
  expect(svg).toContain(">2</text>");
});

test("labels may hold Korean, and < and & are escaped", () => {
  const svg = lossPlot({ loss: [2, 1] }, { title: 'a < b & "c"', labels: { loss: "손실" } });
  expect(svg).toContain("<title>a &lt; b &amp; &quot;c&quot;</title>");
  expect(svg).toContain(">손실 1</text>");
});

test("a fixed theme has no variant for the other", () => {
  expect(lossPlot({ loss: [2, 1] })).toContain("prefers-color-scheme:dark");
  expect(lossPlot({ loss: [2, 1] }, { theme: "dark" })).not.toContain("prefers-color-scheme");
});

test("what cannot be drawn is refused in a sentence", () => {
  expect(() => lossPlot({ loss: [] })).toThrow(
    "lossPlot: expected at least one finite loss but got no values.",
  );
  expect(() => lossPlot({ loss: [Number.NaN, Number.NaN] })).toThrow("but got 2 values without one. Train");
  expect(() => lossPlot({ loss: [-1] }, { scale: "log" })).toThrow("at least one loss above 0");
  expect(() => lossPlot({ loss: [1] }, { width: 5 })).toThrow(
    "expected a width of 80 to 10000 pixels but got 5.",
  );
  expect(() => lossPlot({ loss: [1] }, { theme: "drak" as "dark" })).toThrow('Did you mean "dark"?');
});
