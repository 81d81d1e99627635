import { expect, test } from "vitest";
import { materialOf } from "../../../engine/material.ts";
import { sessionOf } from "../../../engine/session.ts";
import type { Stage } from "../../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../../state/settings.ts";
import { isSame, numberIn } from "./digits.ts";
import { answer, begin, hint, reveal } from "./engine.ts";

function stageAt(step: number, changed: Partial<RunSettings> = {}): Stage {
  const settings = runOf({ ...initialSettings(), ...changed });
  const session = sessionOf(settings, materialOf(settings));
  session.advance(step);
  return { session: () => session };
}

const numbersOf = ({ cells }: { readonly cells: readonly (readonly string[])[] }): number[] =>
  cells.flat().map(Number);

test("it asks in the order of the step, and every revealed answer is right", () => {
  const stage = stageAt(500);
  const { questions, step } = begin(stage, { examples: 1, shift: 0, convention: "rows" });
  expect(step).toBe(500);
  expect([...new Set(questions.map(({ name }) => name))]).toEqual(
    "Z1 A1 Z2 A2 loss dZ2 dW2 db2 dA1 dZ1 dW1 db1 W1_new b1_new W2_new b2_new".split(" "),
  );
  questions.forEach((_, i) => void expect(answer(stage, i, reveal(stage, i)).right).toBe(true));
});

test("a wrong number is answered by the slip that gives it", () => {
  const stage = stageAt(500);
  const { questions, values } = begin(stage, { examples: 2, shift: 0, convention: "rows" });
  const ask = (name: string) => questions.findIndex((one) => one.name === name && one.kind === "value");
  const at = (name: string, place: number) => numbersOf(values[name]!)[place]!;
  const say = (name: string, number: number) => answer(stage, ask(name), number.toPrecision(4)).sentence.en;
  const z1 = questions[ask("Z1")]!.place;
  expect(say("Z1", at("Z1", z1) - at("b1", z1 % 4))).toBe(
    "The bias b1 is missing from Z1. Add it to every example.",
  );
  const dz1 = questions[ask("dZ1")]!.place;
  expect(say("dZ1", at("dA1", dz1))).toContain("dZ1 lacks the derivative of the activation (tanh)");
  const dw2 = questions[ask("dW2")]!.place;
  expect(say("dW2", 2 * at("dW2", dw2))).toContain("dW2 lacks the 1/m");
  const dz2 = questions[ask("dZ2")]!.place;
  expect(say("dZ2", -at("dZ2", dz2))).toContain("dZ2 has the wrong sign");
  const a1 = questions[ask("A1")]!.place;
  expect(say("A1", at("Z1", a1))).toContain("the activation was not applied");
  const w2 = questions[ask("W2_new")]!.place;
  expect(say("W2_new", 2 * at("W2", w2) - at("W2_new", w2))).toContain("W2_new goes up the slope");
  expect(say("W2_new", at("W2", w2))).toContain("the update did not happen");
});

test("an error term may hold the 1/m of the mean, or leave it to the gradients", () => {
  const stage = stageAt(500);
  const { questions, values } = begin(stage, { examples: 2, shift: 0, convention: "columns" });
  const i = questions.findIndex(({ name, kind }) => name === "dZ2" && kind === "value");
  const value = numbersOf(values.dZ2!)[questions[i]!.place]!;
  expect(answer(stage, i, value.toPrecision(3)).right).toBe(true);
  expect(answer(stage, i, (value / 2).toPrecision(3)).right).toBe(true);
});

test("a term that was left out of a sum is named, and so is a number of another place", () => {
  const stage = stageAt(500);
  const { questions, values } = begin(stage, { examples: 1, shift: 0, convention: "rows" });
  const { place, element } = questions[0]!;
  const z1 = numbersOf(values.Z1!);
  const [x1] = numbersOf(values.X!) as [number];
  const w = numbersOf(values.W1!)[place]!;
  expect(answer(stage, 0, (z1[place]! - x1 * w).toPrecision(4)).sentence.en).toBe(
    `A term of the sum was left out: X[0,0] * W1[0,${place}].`,
  );
  const other = (place + 1) % 4;
  expect(answer(stage, 0, z1[other]!.toPrecision(4)).sentence.en).toBe(
    `That is Z1[0,${other}], not ${element}.`,
  );
  expect(answer(stage, 0, "twelve").sentence.en).toBe(
    '"twelve" is no number. Write it as 0.123, -1.5e-3 or 1/3.',
  );
  expect(answer(stage, 0, "77.7").sentence.en).toContain("no slip that is known");
});

test("a shape, a sign and a direction are judged, and a wrong one is answered by its reason", () => {
  const stage = stageAt(500);
  const { questions } = begin(stage, { examples: 1, shift: 0, convention: "columns" });
  const shape = questions.findIndex(({ kind, name }) => kind === "shape" && name === "dW1");
  expect(reveal(stage, shape)).toBe("(4, 2)");
  expect(answer(stage, shape, "(2, 4)").sentence.en).toBe(
    "No. dW1 is subtracted from W1: what shape must it have for that?",
  );
  const direction = questions.findIndex(({ kind }) => kind === "direction");
  const wrong = reveal(stage, direction) === "rises" ? "falls" : "rises";
  expect(answer(stage, direction, wrong).sentence.en).toMatch(
    /^No\. Its gradient is (posi|nega)tive, and the update/,
  );
});

test("hints are the formula, then the same with numbers and without the result", () => {
  const stage = stageAt(500);
  const { questions } = begin(stage, { examples: 1, shift: 0, convention: "columns" });
  const i = questions.findIndex(({ kind, name }) => kind === "value" && name === "dW1");
  expect(hint(stage, i, 0).mathml).toBe(
    "<math><mrow><mi>d</mi><msub><mi>W</mi><mn>1</mn></msub><mo>=</mo><mi>d</mi><msub><mi>Z</mi><mn>1</mn></msub><msup><mi>X</mi><mi>⊤</mi></msup></mrow></math>",
  );
  const numbers = hint(stage, i, 1);
  expect(numbers.last).toBe(true);
  expect(numbers.mathml).toMatch(/<mo>=<\/mo><mtext>\?<\/mtext><\/mrow><\/math>$/);
});

test("classes have a column each, and a penalty on the weights is left out of numbers and hints alike", () => {
  const stage = stageAt(37, { data: "blobs", layers: "4:relu,3:softmax", rate: "0.1", l2: 0.5 });
  const { questions, values } = begin(stage, { examples: 1, shift: 0, convention: "rows" });
  expect(values.Y!.shape).toEqual([1, 3]);
  const i = questions.findIndex(({ kind, name }) => kind === "value" && name === "dW2");
  const [a, b] = hint(stage, i, 1)
    .mathml.replaceAll("−", "-")
    .replaceAll(/<[^>]*>/g, "")
    .match(/=(.*)·(.*)=/)!
    .slice(1)
    .map((factor) => Number(factor.replaceAll(/[()]/g, ""))) as [number, number];
  expect(answer(stage, i, (a * b).toPrecision(4)).right).toBe(true);
});

test("a network too large for a hand is refused", () => {
  const wish = { examples: 1, shift: 0, convention: "rows" } as const;
  expect(() => begin(stageAt(0, { layers: "200:tanh,1:sigmoid" }), wish)).toThrow(
    "at most 500 weights and biases",
  );
});

test("numbers are typed with a point, a power of ten, another minus, or as a quotient", () => {
  expect(["0.25", " −.5 ", "1e-3", "1/4", "-3"].map(numberIn)).toEqual([0.25, -0.5, 0.001, 0.25, -3]);
  expect(["", "a", "1/0", "1/2/3", "1,5"].map(numberIn)).toEqual(Array(5).fill(undefined));
});

test("three digits are compared, wherever the point is", () => {
  expect(isSame(0.123, 0.12345, 3)).toBe(true);
  expect(isSame(0.124, 0.1235, 3)).toBe(true);
  expect(isSame(0.125, 0.12345, 3)).toBe(false);
  expect(isSame(-11.5, -11.4925, 3)).toBe(true);
  expect(isSame(1.23e-7, 1.2345e-7, 3)).toBe(true);
  expect(isSame(0, 1e-9, 3)).toBe(false);
});
