// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ChainruleError } from "../../../src/base/error.ts";
import { type Client, Complaint } from "../../bridge/client.ts";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import { Studio } from "../../run/studio.svelte.ts";
import { light, slip } from "../../stage/light.svelte.ts";
import { initialSettings, runOf } from "../../state/settings.ts";
import * as engine from "./engine.ts";
import Panel from "./Panel.svelte";
import { work } from "./work.svelte.ts";

beforeEach(() => {
  Object.assign(work, { view: undefined, name: "", complaint: "", bytes: undefined });
});
afterEach(cleanup);

/** A studio at update 500 whose engine is in the test itself. */
function studioHere(): Studio {
  const settings = runOf(initialSettings());
  const session = sessionOf(settings, materialOf(settings));
  session.advance(500);
  const stage = { session: () => session };
  const methods = Object.fromEntries(
    Object.entries(engine).map(([name, method]) => [
      name,
      async (...args: readonly unknown[]) => {
        try {
          return await (method as (...all: readonly unknown[]) => unknown)(stage, ...args);
        } catch (error) {
          throw error instanceof ChainruleError ? new Complaint(error.code, error.message) : error;
        }
      },
    ]),
  );
  return new Studio({ panel: () => methods } as unknown as Client);
}

const chip = (name: RegExp) => screen.findByRole("button", { name });

test("a slip made on the spot is marked in the chain and on the network", async () => {
  render(Panel, { studio: studioHere() });
  await fireEvent.click(await screen.findByRole("button", { name: "dZ1 without the derivative" }));
  expect(await screen.findByRole("heading", { name: "The first slip is in dZ1" })).toBeTruthy();
  expect(slip.values).toEqual(["dZ1"]);
  expect((await chip(/^dZ1 wrong$/)).className).toContain("first");
  expect((await chip(/^dW1 right$/)).className).toContain("right");
  await fireEvent.focus(await chip(/^dW1 right$/));
  expect(light.values).toEqual(["dW1"]);
  cleanup();
  expect(slip.values).toEqual([]);
});

test("a wrong file is refused where it is handed in, and the result before stays", async () => {
  const studio = studioHere();
  render(Panel, { studio });
  await fireEvent.click(await screen.findByRole("button", { name: "dW2 without 1/m" }));
  expect(await screen.findByRole("heading", { name: "The first slip is in dW2" })).toBeTruthy();
  await fireEvent.input(screen.getByLabelText(/^A name, then its numbers/), {
    target: { value: "<img src=x> = hello" },
  });
  await fireEvent.click(screen.getByRole("button", { name: "Check this text" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("mine.txt");
  expect(document.querySelector("img")).toBeNull();
  expect(screen.getByRole("heading", { name: "The first slip is in dW2" })).toBeTruthy();
});

test("of a network that the work is not of, nothing is marked; of its own it is found again", async () => {
  render(Panel, { studio: studioHere() });
  await fireEvent.click(await screen.findByRole("button", { name: "dW2 without 1/m" }));
  await screen.findByRole("heading", { name: "The first slip is in dW2" });
  const { network } = work;
  work.network = { ...network, layers: "5:tanh,1:sigmoid" };
  expect((await screen.findByRole("alert")).textContent).toContain("expected arrays of the network 5:tanh");
  expect(screen.queryByRole("heading", { name: "The first slip is in dW2" })).toBeNull();
  expect(slip.values).toEqual([]);
  work.network = network;
  await screen.findByRole("heading", { name: "The first slip is in dW2" });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("practice names the slip in a wrong answer, counts, and goes on by Enter", async () => {
  render(Panel, { studio: studioHere() });
  await fireEvent.click(screen.getByRole("button", { name: "Practice" }));
  const ask = await screen.findByRole("heading", { name: /^What is Z1\[0,\d\]\?/ });
  expect(ask).toBeTruthy();
  const field = screen.getByLabelText("Your answer");
  await fireEvent.input(field, { target: { value: "77.7" } });
  await fireEvent.submit(field.closest("form")!);
  expect(await screen.findByText(/no slip that is known gives this number/)).toBeTruthy();
  for (const number of [1, 2]) {
    await fireEvent.click(screen.getByRole("button", { name: `Hint ${number}` }));
    expect(await screen.findByText(`Hint ${number}:`, { exact: false })).toBeTruthy();
  }
  await fireEvent.click(screen.getByRole("button", { name: "Show the answer" }));
  const said = (await screen.findByText(/^It is /)).textContent!;
  expect(Number(said.slice(6, -1))).not.toBeNaN();
  const next = screen.getByRole("button", { name: "Next" });
  expect(document.activeElement).toBe(next);
  await fireEvent.click(next);
  expect(await screen.findByRole("heading", { name: /^What is A1/ })).toBeTruthy();
  expect(screen.getByText("0 of 1 right at once")).toBeTruthy();
});

test("it speaks Korean, the library's sentences too", async () => {
  const studio = studioHere();
  studio.settings.language = "ko";
  render(Panel, { studio });
  await fireEvent.click(await screen.findByRole("button", { name: "dZ2 부호 반대" }));
  expect(await screen.findByRole("heading", { name: "처음 틀린 곳: dZ2" })).toBeTruthy();
  const chain = screen.getByRole("region", { name: "한 단계의 모든 값, 계산 순서대로" });
  expect(within(chain).getByRole("button", { name: "dZ2 틀림" })).toBeTruthy();
});
