import { afterEach, expect, test, vi } from "vitest";
import { initialSettings, runOf } from "../state/settings.ts";
import { cameraOf } from "./frame.ts";
import { materialOf } from "./material.ts";
import { openedOf } from "./opened.ts";
import { sessionOf } from "./session.ts";

afterEach(() => vi.restoreAllMocks());

test("while it plays the fresh examples are judged in a twentieth of the time, and exactly where it stands", () => {
  const settings = runOf(initialSettings());
  const session = sessionOf(settings, materialOf(settings));
  const camera = cameraOf(session, openedOf(session, [0, 1]));
  let clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  vi.spyOn(session, "fresh").mockImplementation(() => {
    clock += 100;
    return { loss: session.steps() };
  });
  const freshAt = (plays: boolean) => {
    session.advance(1);
    return camera.take({ generation: 0, known: 0, resolution: 0 }, plays).fresh?.loss;
  };
  expect(freshAt(true)).toBe(1);
  expect(freshAt(true)).toBe(1);
  clock += 1999;
  expect(freshAt(true)).toBe(3);
  expect(freshAt(false)).toBe(4);
  session.release();
});
