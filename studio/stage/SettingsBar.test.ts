// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { presets, runOfPreset } from "../state/presets.ts";
import type { Settings } from "../state/settings.ts";
import SettingsBar from "./SettingsBar.svelte";
import { fakeStudio, runOnStage } from "./testing.svelte.ts";

async function shown(changed: Partial<Settings> = {}) {
  const { studio, asked } = fakeStudio(runOnStage(changed));
  render(SettingsBar, { studio } as never);
  await screen.findAllByRole("option", { name: "adam" });
  return { studio, asked };
}

afterEach(cleanup);

test("a preset is a whole run, and is shown as chosen while the run is it", async () => {
  const { asked } = await shown({ rate: "0.5" });
  const list = screen.getByLabelText("Run") as HTMLSelectElement;
  expect(list.value).toBe("");
  await fireEvent.change(list, { target: { value: "lesson2" } });
  expect(asked).toEqual([["restart", runOfPreset(presets.find(({ name }) => name === "lesson2")!)]]);
  cleanup();
  await shown();
  expect((screen.getByLabelText("Run") as HTMLSelectElement).value).toBe("flower");
});

test("an optimizer comes with its own learning rate, that of the library", async () => {
  const { asked } = await shown();
  await fireEvent.change(screen.getByLabelText("Optimizer"), { target: { value: "adam" } });
  expect(asked).toEqual([["restart", { optimizer: "adam", rate: "0.001" }]]);
});

test("a run that has begun takes another learning rate from here on, or anew", async () => {
  const { asked } = await shown({ step: 2 });
  expect(screen.queryByRole("button", { name: "From here on" })).toBeNull();
  const rate = screen.getByLabelText("Learning rate");
  await fireEvent.input(rate, { target: { value: "0.3" } });
  await fireEvent.click(screen.getByRole("button", { name: "From here on" }));
  await fireEvent.input(rate, { target: { value: "0.2" } });
  await fireEvent.click(screen.getByRole("button", { name: "Begin anew" }));
  expect(asked).toEqual([
    ["takeRate", "0.3"],
    ["restart", { rate: "0.2" }],
  ]);
});

test("Enter takes a learning rate as the first of the two buttons does", async () => {
  const { asked } = await shown({ step: 2 });
  const rate = screen.getByLabelText("Learning rate");
  await fireEvent.input(rate, { target: { value: "0.3" } });
  await fireEvent.keyDown(rate, { key: "Enter" });
  expect(asked).toEqual([["takeRate", "0.3"]]);
});

test("what was said of a refused learning rate is gone with the first letter of another", async () => {
  const { studio } = await shown({ step: 2 });
  const rate = screen.getByLabelText("Learning rate");
  await fireEvent.input(rate, { target: { value: "abc" } });
  await fireEvent.keyDown(rate, { key: "Enter" });
  studio.complaint = "";
  await fireEvent.input(rate, { target: { value: "abc" } });
  studio.complaint = "learning rate: expected a number or a schedule";
  await fireEvent.click(screen.getByRole("button", { name: "From here on" }));
  expect(studio.complaint).not.toBe("");
  await fireEvent.input(rate, { target: { value: "5" } });
  expect(studio.complaint).toBe("");
});

test("the settings of data, loss and optimizer are those of the library, at its values", async () => {
  const { asked } = await shown({
    data: "moons",
    loss: "huber(2)",
    optimizer: "sgd(momentum=0.9)",
    layers: "4:tanh,1",
  });
  await fireEvent.click(screen.getByRole("button", { name: "More settings" }));
  const value = (label: string) => (screen.getByLabelText(label) as HTMLInputElement).value;
  expect([value("Noise (standard deviation)"), value("huber: delta"), value("sgd: momentum")]).toEqual([
    "0.1",
    "2",
    "0.9",
  ]);
  await fireEvent.change(screen.getByLabelText("sgd: momentum"), { target: { value: "0" } });
  await fireEvent.change(screen.getByLabelText("Loss"), { target: { value: "meanSquaredError" } });
  expect(asked).toEqual([
    ["restart", { optimizer: "sgd" }],
    ["restart", { loss: "meanSquaredError" }],
  ]);
});
