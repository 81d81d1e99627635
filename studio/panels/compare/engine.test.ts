import { expect, test } from "vitest";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { parting, picture } from "./engine.ts";

const settings: RunSettings = { ...runOf(initialSettings()), epochs: 300 };
const noStage: Stage = {
  session: () => {
    throw new Error("a comparison asks nothing of the stage");
  },
};
const parted = (a: Partial<RunSettings>, b: Partial<RunSettings>) =>
  parting(noStage, { ...settings, ...a }, { ...settings, ...b });

test("two runs of the same settings are equal to the bit to their end", async () => {
  expect(await parted({}, {})).toEqual({ kind: "never", steps: 300, weights: true });
});

test("another seed begins with other weights", async () => {
  expect(await parted({}, { seed: 4 })).toMatchObject({
    kind: "weights",
    step: 0,
    element: "W1[0,0]",
    differing: 12,
    weights: 17,
  });
});

test("another learning rate parts at the first update, another layer too where its shapes are the same", async () => {
  expect(await parted({}, { rate: "0.5" })).toMatchObject({ kind: "weights", step: 1 });
  expect(await parted({}, { layers: "4:relu,1:sigmoid" })).toMatchObject({ kind: "weights", step: 1 });
});

test("a change on the way parts the runs with the update after it, to the update", async () => {
  const here = sessionOf(settings, materialOf(settings));
  here.seek(201);
  expect(await parted({}, { changes: "200 lr 0.1" })).toMatchObject({
    step: 201,
    element: "W1[0,0]",
    values: [here.arrays().get("W1")![0], expect.any(Number)],
  });
});

test("a weight that is edited differs at once", async () => {
  expect(await parted({}, { changes: "120 W2[3] 0.5" })).toMatchObject({
    kind: "weights",
    step: 120,
    element: "W2[3,0]",
    differing: 1,
  });
});

test("runs of other shapes part at the first epoch whose loss differs", async () => {
  expect(await parted({}, { layers: "5:tanh,1:sigmoid" })).toMatchObject({ kind: "loss", epoch: 1 });
});

test("a shorter run is equal as long as it goes", async () => {
  expect(await parted({ epochs: 40 }, {})).toEqual({ kind: "never", steps: 40, weights: true });
});

test("where an update cannot be taken, the library's sentence says so", async () => {
  const wild = { data: "linearRegression", layers: "4:relu,1", rate: "1e9" };
  expect(await parted(wild, wild)).toMatchObject({
    kind: "fault",
    sentence: expect.stringContaining("expected a finite loss"),
  });
});

test("a picture is the run replayed to that update, with the loss of its last epoch", () => {
  const run = { ...settings, epochs: 10_000 };
  expect(picture(noStage, run, [0, 1], 1001).loss.toFixed(6)).toBe("0.258625");
  const back = picture(noStage, run, [0, 1], 1);
  expect(back.loss.toFixed(6)).toBe("0.693162");
  expect(back.course.loss.length).toBe(1001);
  expect(back.field!.output.length).toBe(10_000);
});

test("a search that another one replaces ends without an answer", async () => {
  const long = { ...settings, epochs: 100_000 };
  const first = parting(noStage, long, long);
  const second = parting(noStage, settings, { ...settings, seed: 9 });
  expect(await first).toBe(undefined);
  expect(await second).toMatchObject({ step: 0 });
});
