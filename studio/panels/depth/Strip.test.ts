// @vitest-environment happy-dom
import { fireEvent, render } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { Said } from "../../../src/explain/language/sentences.ts";
import type { Depth } from "./engine.ts";
import Strip from "./Strip.svelte";

const names = [1, 2].map((n) => ({ weights: `W${n}`, linear: `Z${n}`, activation: `A${n}`, units: 4 }));
const column = (steps: number, layers: string, ...errors: number[]) => ({ steps, layers, errors });
const depth: Depth = {
  names,
  columns: [
    column(0, "4:tanh,1:sigmoid", 0.001, 0.5),
    column(100, "4:tanh,1:sigmoid", 0, 0.4),
    column(200, "4:relu,1:sigmoid", 0.25, 0.3),
  ],
  switches: [{ steps: 150, layers: "4:relu,1:sigmoid" }],
  more: false,
  verdict: "steady",
  ailments: [],
  chain: [],
  examples: 200,
};
const shown = () =>
  render(Strip, { depth, say: (said: Said) => said.en }).container.querySelector("table")!.parentElement!
    .parentElement!;

test("the last layer is on top, every cell says its number, and now stands at the end", () => {
  const page = shown();
  const rows = [...page.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("th,td")].map(({ textContent }) => textContent!.trim()),
  );
  expect(rows).toEqual([
    ["dZ2", "0.5", "0.4", "0.3", "0.3"],
    ["dZ1", "0.001", "0", "0.25", "0.25"],
  ]);
});

test("a size of 0 is hatched, since it has no place on a log scale", () => {
  expect([...shown().querySelectorAll("td.none")].map(({ textContent }) => textContent!.trim())).toEqual([
    "0",
  ]);
});

test("the place where the activations were changed is marked and named", () => {
  const page = shown();
  expect(page.querySelector(".flag")!.textContent).toBe("relu");
  expect(page.textContent).toContain("from update 150 on: relu");
});

test("arrow keys walk over the cells, and the one in focus is read out", async () => {
  const page = shown();
  const first = page.querySelector<HTMLElement>('td[tabindex="0"]')!;
  first.focus();
  await fireEvent.keyDown(first, { key: "ArrowRight" });
  expect(page.querySelector(".read")!.textContent).toBe("dZ1 after 100 updates: 0");
  await fireEvent.keyDown(page.querySelector('td[tabindex="0"]')!, { key: "ArrowUp" });
  expect(page.querySelector(".read")!.textContent).toBe("dZ2 after 100 updates: 0.4");
  await fireEvent.keyDown(page.querySelector('td[tabindex="0"]')!, { key: "End" });
  expect(page.querySelector(".read")!.textContent).toBe("dZ2 after 200 updates: 0.3");
});
