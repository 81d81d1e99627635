import { expect, test } from "vitest";
import { materialOf } from "../engine/material.ts";
import { type Session, sessionOf } from "../engine/session.ts";
import { readLink, writeLink } from "./link.ts";
import { presetOf, presets, runOfPreset } from "./presets.ts";
import { initialSettings } from "./settings.ts";

function begin(name: string): Session {
  const settings = runOfPreset(presets.find((preset) => preset.name === name)!);
  return sessionOf(settings, materialOf(settings));
}
const after = (name: string, steps: number): number => {
  const session = begin(name);
  session.seek(steps);
  return session.course.at(session.epoch() - 1).loss;
};

test("the flower and lesson 4 have the loss of the lesson after 1,000 updates", () => {
  expect(after("flower", 1001)).toBeCloseTo(0.258625, 4);
  expect(after("lesson4", 1001)).toBeCloseTo(0.258625, 6);
});

test("lesson 2 begins from the weights of RandomState(1), and ends at the outputs of the text", async () => {
  const session = begin("lesson2");
  expect(session.arrays().get("W1")![0]).toBe(2 * 0.417022004702574 - 1);
  session.seek(60_000);
  const [w1, w2] = [session.arrays().get("W1")!, session.arrays().get("W2")!];
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const outputs = [
    [0, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 1],
  ].map((x) => {
    const hidden = [0, 1, 2, 3].map((u) =>
      sigmoid(x.reduce((sum, value, i) => sum + value * w1[i * 4 + u]!, 0)),
    );
    return sigmoid(hidden.reduce((sum, value, u) => sum + value * w2[u]!, 0)).toFixed(4);
  });
  expect(outputs).toEqual(["0.0026", "0.9967", "0.9970", "0.0039"]);
});

test("lesson 1 has the weights of the worked example", () => {
  const session = begin("lesson1");
  expect([...session.arrays()].map(([name, values]) => [name, ...values])).toEqual([
    ["W1", 0.4, -0.2],
    ["W2", 0.1],
  ]);
});

test("lesson 3 has the text's matrices, transposed: one column for each unit", () => {
  const arrays = begin("lesson3").arrays();
  expect([...arrays.get("W1")!]).toEqual([0.1, 0.3, 0.5, 0.2, 0.4, 0.6]);
  expect([...arrays.get("W3")!]).toEqual([0.1, 0.3, 0.2, 0.4]);
  const x = [1, 0.5];
  const z = [0, 1, 2].map((u) =>
    x.reduce((sum, v, i) => sum + v * arrays.get("W1")![i * 3 + u]!, arrays.get("b1")![u]!),
  );
  expect(z.map((value) => value.toFixed(12))).toEqual(["0.300000000000", "0.700000000000", "1.100000000000"]);
});

test("six sigmoid layers learn next to nothing, spirals with relu and a sine nearly all", () => {
  expect(after("vanishing", 1000)).toBeGreaterThan(0.68);
  expect(after("spirals", 1500)).toBeLessThan(0.05);
  // The noise alone has a mean square of 0.01.
  expect(after("sine", 2000)).toBeLessThan(0.011);
});

test("a preset is known by its settings, also out of a link, and no longer when one of them is another", () => {
  for (const preset of presets) {
    const settings = { ...initialSettings(), ...runOfPreset(preset), ...preset.view };
    expect(presetOf(settings)?.name).toBe(preset.name);
    expect(presetOf(readLink(writeLink(settings)).settings)?.name).toBe(preset.name);
    expect(presetOf({ ...settings, rate: "0.123" })).toBeUndefined();
  }
});
