// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { curve } from "../run/curve.ts";
import { presets, runOfPreset } from "../state/presets.ts";
import type { Settings } from "../state/settings.ts";
import { sentenceOf } from "./sentence.ts";
import { type OnStage, runOnStage } from "./testing.svelte.ts";

const said = ({ settings, opened, frame }: OnStage): string =>
  sentenceOf({ settings, opened, course: curve(), complaint: "" }, frame).en;
const preset = (wanted: string): Partial<Settings> =>
  runOfPreset(presets.find(({ name }) => name === wanted)!);

test("a run that has not begun says how many of its weights are random, and calls the data as the page does", () => {
  expect(said(runOnStage())).toBe(
    "Nothing is learned yet: 12 random weights make this picture of the data set Flower.",
  );
});

test("weights that were given, or are all the same, are not called random", () => {
  const given = "Nothing is learned yet: the weights that were given make this picture of the data set";
  expect(said(runOnStage(preset("lesson1")))).toBe(`${given} Flower.`);
  expect(said(runOnStage(preset("lesson3")))).toBe(`${given} points.`);
  expect(said(runOnStage({ init: "zeros" }))).toBe(`${given} Flower.`);
});

test("files that everybody knows by another name are called by it", () => {
  const { settings, opened, frame } = runOnStage();
  const dataset = { ...opened.dataset, name: "mnist" };
  expect(said({ settings, opened: { ...opened, dataset }, frame })).toContain("data set MNIST.");
});

test("one update is one update", () => {
  expect(said(runOnStage({ step: 1 }))).toContain("Paused after 1 update: the loss is 0.6932");
  expect(said(runOnStage({ step: 2 }))).toContain("Paused after 2 updates: the loss is 0.6931");
  expect(said(runOnStage({ step: 1, epochs: 1 }))).toContain("Done: 1 update. ");
});

test("a loss that goes up and down is not said to fall: the rate may be too large", () => {
  const { settings, opened, frame } = runOnStage({ step: 40 });
  const course = curve();
  const loss = Float64Array.from({ length: 41 }, (_, i) => (i === 0 ? 0.69 : i % 2 ? 2000 + i : 11_011 - i));
  course.take({ generation: 1, first: 0, loss, accuracy: loss });
  const playing = { ...frame, epoch: 41, playing: true };
  const sentence = sentenceOf({ settings, opened, course, complaint: "" }, { ...playing, loss: 11_011 });
  expect(sentence.en).toContain("the loss is 11011");
  expect(sentence.en).toContain("It goes up and down: the learning rate may be too large.");
  expect(sentence.en).not.toContain("falls");
  expect(sentence.ko).toContain("학습률이 너무 클 수 있습니다.");
});

test("in the first pass over the data there is no loss to tell", () => {
  expect(said(runOnStage({ batch: 100, step: 3 }))).toBe(
    "Paused after 3 updates, still in the first pass over the data.",
  );
  expect(said(runOnStage({ batch: 100, step: 4 }))).toContain("Paused after 4 updates: the loss is 0.69");
});

test("where no run could begin, none is said to be set up", () => {
  const { settings } = runOnStage();
  const none = { settings, opened: undefined, course: curve() };
  expect(sentenceOf({ ...none, complaint: "" }, undefined).en).toBe("The network is being set up.");
  expect(sentenceOf({ ...none, complaint: "data: expected" }, undefined).en).toBe("No run could begin yet.");
});
