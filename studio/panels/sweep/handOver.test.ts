import { expect, test } from "vitest";
import { NDArray } from "../../../src/array/ndarray.ts";
import { filed, keepFiled } from "../../engine/files.ts";
import { materialOf } from "../../engine/material.ts";
import { type Session, sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { handOver, takeOver } from "./handOver.ts";

const settings: RunSettings = { ...runOf(initialSettings()), epochs: 1 };
const stageOf = (session: Session): Stage => ({ session: () => session });

test("data that any engine can draw is not handed over", () => {
  expect(handOver(stageOf(sessionOf(settings, materialOf(settings))))).toBe(undefined);
});

test("data of a file arrives in another thread as arrays that a run can learn from", () => {
  const source = "file=flowers.csv&sha=0123456789ab";
  const { training, fresh } = materialOf(settings);
  keepFiled(source, { training, ...(fresh && { fresh }) });
  const run = { ...settings, data: "file", source };
  const stage = stageOf(sessionOf(run, materialOf(run)));
  const sent = structuredClone(handOver(stage))!;
  expect(sent.material.training.x instanceof NDArray).toBe(false);
  takeOver(stage, { ...sent, key: "another" });
  const arrived = filed("another");
  expect(arrived.training.x instanceof NDArray).toBe(true);
  expect(arrived.training.x.tolist()).toEqual(training.x.tolist());
  expect(arrived.fresh!.y.tolist()).toEqual(fresh!.y.tolist());
  expect(handOver(stage, [source])).toBe(undefined);
});
