// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { Client } from "../../bridge/client.ts";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import { Studio } from "../../run/studio.svelte.ts";
import { light } from "../../stage/light.svelte.ts";
import { initialSettings, runOf } from "../../state/settings.ts";
import * as engine from "./engine.ts";
import Panel from "./Panel.svelte";

afterEach(cleanup);

/** A studio whose engine is in the test itself. */
function studioHere(): Studio {
  const settings = runOf(initialSettings());
  const session = sessionOf(settings, materialOf(settings));
  const stage = { session: () => session };
  const methods = Object.fromEntries(
    Object.entries(engine).map(([name, method]) => [
      name,
      async (wish: never) => (method as (...args: readonly unknown[]) => unknown)(stage, wish),
    ]),
  );
  return new Studio({ panel: () => methods } as unknown as Client);
}

test("it shows every section, and the reason beside a line", async () => {
  render(Panel, { studio: studioHere() });
  expect(await screen.findByRole("heading", { name: "Forward pass" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "The update: sgd" })).toBeTruthy();
  expect(screen.getByText("sigmoid and cross-entropy collapse")).toBeTruthy();
});

test("a line with the focus lights its values on the stage, and unfolds to its NumPy", async () => {
  render(Panel, { studio: studioHere() });
  const line = await screen.findByRole("button", { name: "dA1 = dZ2 W2^T" });
  await fireEvent.focusIn(line);
  expect(light.values).toEqual(["dA1", "dZ2", "W2"]);
  await fireEvent.click(line);
  expect(line.getAttribute("aria-expanded")).toBe("true");
  expect(screen.getByText("dA1 = dZ2 @ W2.T")).toBeTruthy();
  await fireEvent.focusOut(line);
  expect(light.values).toEqual([]);
});

test("only the equations: six of them, and they turn with the convention", async () => {
  const studio = studioHere();
  render(Panel, { studio });
  await fireEvent.click(await screen.findByRole("button", { name: "Only the equations" }));
  const box = await screen.findByRole("region", { name: "The backward equations" });
  expect(within(box).getAllByRole("button")).toHaveLength(6);
  studio.settings.convention = "columns";
  expect(await within(box).findByRole("button", { name: "dW2 = (1/m) dZ2 A1^T" })).toBeTruthy();
});

test("it speaks Korean", async () => {
  const studio = studioHere();
  studio.settings.language = "ko";
  render(Panel, { studio });
  expect(await screen.findByRole("heading", { name: "역전파" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "식만" })).toBeTruthy();
});
