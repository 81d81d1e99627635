// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { connect } from "../../bridge/client.ts";
import { Studio } from "../../run/studio.svelte.ts";
import { light } from "../../stage/light.svelte.ts";
import type { Settings } from "../../state/settings.ts";
import Panel from "./Panel.svelte";

afterEach(cleanup);

/** The panel beside a run that stands at an update, with the real engine. */
async function opened(changed: Partial<Settings> = {}): Promise<Studio> {
  const client = await connect(() => {
    throw new Error("no threads in this place");
  });
  const studio = new Studio(client);
  Object.assign(studio.settings, { panel: "step", step: 20, ...changed });
  await studio.open({ play: false });
  render(Panel, { props: { studio } });
  return studio;
}

const slider = (): Promise<HTMLInputElement> => screen.findByRole("slider");
const operationOf = async (): Promise<string> => (await slider()).getAttribute("aria-valuetext") ?? "";
const to = async (index: number): Promise<void> => {
  await fireEvent.input(await slider(), { target: { value: String(index) } });
};

test("it opens at the first operation of the next update, and moves forth and back", async () => {
  const studio = await opened();
  expect(await screen.findByRole("heading", { name: "Update 21, operation by operation" })).toBeTruthy();
  expect(await operationOf()).toBe("Z1, Forward, 1 of 16");
  await to(10);
  expect(await operationOf()).toBe("dW1, Backward, 11 of 16");
  expect(studio.settings.operation).toBe("dW1");
  await fireEvent.click(screen.getByRole("button", { name: "Operation before" }));
  expect(await operationOf()).toBe("dZ1, Backward, 10 of 16");
});

test("page keys go from phase to phase", async () => {
  await opened();
  const places: string[] = [];
  for (const key of ["PageDown", "PageDown", "PageDown", "PageUp"]) {
    await fireEvent.keyDown(await slider(), { key });
    places.push((await operationOf()).split(",")[0]!);
  }
  expect(places).toEqual(["loss", "dZ2", "W1", "dZ2"]);
});

test("a cell of the result is chosen by keys, stands in the link, and lights what it is made of", async () => {
  const studio = await opened();
  const grid = await screen.findByRole("grid", { name: "Result Z1, 400 × 4" });
  const [first] = within(grid).getAllByRole("gridcell");
  await fireEvent.keyDown(first!, { key: "ArrowRight" });
  expect(studio.settings.operation).toBe("Z1[0,1]");
  await vi.waitFor(() => expect(light.elements[0]).toEqual({ name: "Z1", place: 1 }));
  expect(light.elements).toContainEqual({ name: "W1", place: 1 });
  expect(light.elements).toContainEqual({ name: "W1", place: 5 });
  expect(light.elements).toContainEqual({ name: "b1", place: 1 });
  const lit = (label: string): number =>
    screen.getByRole("img", { name: label }).querySelectorAll(".lit").length;
  expect([lit("X, 400 × 2"), lit("W1, 2 × 4")]).toEqual([2, 2]);
});

test("a term that is pointed at lights the two cells that it multiplies, and its place in the formula", async () => {
  await opened({ operation: "Z1[1,2]" });
  const term = await screen.findByRole("button", { name: /^X\[1,1\] \* W1\[1,2\]/ });
  await fireEvent.focus(term);
  const lit = screen.getByRole("img", { name: "W1, 2 × 4" }).querySelectorAll(".lit");
  expect(lit.length).toBe(1);
  await vi.waitFor(() =>
    expect(document.querySelector("[data-term='1']")?.classList.contains("lit")).toBe(true),
  );
  expect(document.querySelector("[data-term='0']")?.classList.contains("lit")).toBe(false);
});

test("with examples as columns every block turns", async () => {
  const studio = await opened();
  await screen.findByRole("img", { name: "X, 400 × 2" });
  studio.settings.convention = "columns";
  expect(await screen.findByRole("img", { name: "W1, 4 × 2" })).toBeTruthy();
  expect(screen.getByRole("img", { name: "X, 2 × 400" })).toBeTruthy();
});

test("a gradient carries its evidence, of one element and of all", async () => {
  await opened({ operation: "dW1[0,1]", dtype: "float64" });
  const evidence = await screen.findByRole("group", { name: "Is dW1[0,1] right?" });
  expect(within(evidence).getByText("They agree.", { exact: false })).toBeTruthy();
  await fireEvent.click(within(evidence).getByRole("button", { name: "Check all of dW1" }));
  expect(
    await screen.findByText(/^8 of 8 elements were looked at; the worst is dW1\[\d,\d\]\.$/),
  ).toBeTruthy();
});

test("why it moved opens at the weight that moved most, and every link leads to its operation", async () => {
  const studio = await opened({ operation: "why", step: 300 });
  const chain = await screen.findByRole("region", { name: /^Why does [Wb]\d\[.*\] move\?$/ });
  expect(studio.settings.operation).toMatch(/^[Wb]\d\[/);
  const links = within(chain)
    .getAllByRole("button")
    .filter((one) => one.textContent?.trim() !== "Close");
  expect(links.at(-1)?.textContent?.trim()).toBe("loss");
  const name = links[2]!.textContent!.trim();
  await fireEvent.click(links[2]!);
  expect(studio.settings.operation).toBe(name);
  expect(await operationOf()).toContain("Backward");
});

test("an element that was followed and is not in the network that is shown next is followed no more", async () => {
  const studio = await opened({ operation: "why", step: 300, layers: "9:tanh,1:sigmoid" });
  await screen.findByRole("region", { name: /^Why does [Wb]\d\[.*\] move\?$/ });
  studio.settings.operation = "W1[1,8]";
  await fireEvent.click(await screen.findByRole("button", { name: /^Why does W1\[1,8\] move\?$/ }));
  await screen.findByRole("region", { name: "Why does W1[1,8] move?" });
  studio.settings.subject = "worked-example";
  await screen.findByRole("heading", { name: /^Update 1/ });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByRole("region", { name: /^Why does/ })).toBeNull();
});

test("taking the update shows the one after it, and the previous one comes back to the same bits", async () => {
  const studio = await opened({ operation: "loss" });
  const value = async (): Promise<string> =>
    (await screen.findByRole("heading", { name: /^loss = / })).textContent ?? "";
  const before = await value();
  await fireEvent.click(screen.getByRole("button", { name: "Take this update" }));
  expect(await screen.findByRole("heading", { name: "Update 22, operation by operation" })).toBeTruthy();
  expect(studio.settings.step).toBe(21);
  await fireEvent.click(screen.getByRole("button", { name: "Previous update" }));
  expect(await screen.findByRole("heading", { name: "Update 21, operation by operation" })).toBeTruthy();
  await vi.waitFor(async () => expect(await value()).toBe(before));
});

test("one example is taken apart alone; one that there is not gets the library's sentence", async () => {
  const studio = await opened({ example: "7" });
  expect(await screen.findByText(/^Example 7: x = \(/)).toBeTruthy();
  expect(await screen.findByRole("img", { name: "X, 1 × 2" })).toBeTruthy();
  studio.settings.example = "400";
  expect((await screen.findByRole("alert")).textContent).toBe(
    "explain sample: expected a row of the training data, from 0 to 399 but got 400.",
  );
  expect(screen.getByRole("img", { name: "X, 1 × 2" })).toBeTruthy();
});

test("while the run plays nothing is traced, and it can be paused here", async () => {
  const client = await connect(() => {
    throw new Error("no threads in this place");
  });
  const studio = new Studio(client);
  await studio.open({ play: false });
  studio.playing = true;
  render(Panel, { props: { studio } });
  expect((await screen.findByRole("status")).textContent).toContain("The run is playing.");
  expect(screen.queryByRole("slider")).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Pause here" }));
  expect(await operationOf()).toBe("Z1, Forward, 1 of 16");
});

test("the worked example of lesson 1 is followed by its own updates", async () => {
  const studio = await opened({ subject: "worked-example", operation: "Z1" });
  expect(await screen.findByRole("heading", { name: /^Z1\[0,0\] = -0\.02, / })).toBeTruthy();
  expect(light.values).toEqual([]);
  studio.settings.operation = "A1";
  expect(await screen.findByRole("heading", { name: /^A1\[0,0\] = 0\.495, / })).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Take this update" }));
  expect(await screen.findByRole("heading", { name: "Update 2, operation by operation" })).toBeTruthy();
  expect(studio.settings.step).toBe(20);
});

test("it speaks Korean", async () => {
  await opened({ language: "ko", operation: "W1" });
  expect(await screen.findByRole("heading", { name: "21번째 갱신의 연산 하나하나" })).toBeTruthy();
  expect(await operationOf()).toBe("W1, 갱신, 16개 중 13번째");
});
