// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { connect } from "../../bridge/client.ts";
import { Studio } from "../../run/studio.svelte.ts";
import { readLink } from "../../state/link.ts";
import Panel from "./Panel.svelte";

const inPage = () => {
  throw new Error("no workers here");
};

/** A stage at update 50, its run pinned. */
async function pinned(): Promise<Studio> {
  const studio = new Studio(await connect(inPage));
  Object.assign(studio.settings, { epochs: 200, step: 50 });
  await studio.open({ play: false });
  render(Panel, { studio });
  await fireEvent.click(screen.getByRole("button", { name: "Pin this run" }));
  return studio;
}

const parting = (text: string) =>
  vi.waitFor(() => expect(screen.getByTestId("parting").textContent).toContain(text), 20_000);

afterEach(cleanup);

test("the run of the stage, pinned, is equal to the stage to the bit, and nothing differs", async () => {
  await pinned();
  await parting("equal to the bit, all 200 updates long");
  expect(screen.getByText("All settings are the same.")).toBeTruthy();
  expect(screen.getByText("They say the same everywhere.")).toBeTruthy();
});

test("another learning rate is named, and the update at which the runs part", async () => {
  const studio = await pinned();
  await studio.restart({ rate: "0.5" });
  await parting("they part after update 1: 17 of 17 weights differ");
  const row = screen.getByRole("row", { name: /Learning rate/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toEqual(["1.2", "0.5"]);
});

test("a change made on the way is listed, and the runs part there", async () => {
  const studio = await pinned();
  await studio.change({ kind: "rate", rate: "0.1" });
  await parting("they part after update 51");
  expect(screen.getByText("after 50 updates: lr 0.1")).toBeTruthy();
});

test("the pinned run stays where it was pinned, until both are shown at the same update", async () => {
  const studio = await pinned();
  await studio.restart({ rate: "0.5" });
  await studio.seek(120);
  expect(screen.getByRole("img", { name: "Run 1, update 50" })).toBeTruthy();
  await fireEvent.click(screen.getByRole("checkbox", { name: "Same update for both" }));
  await vi.waitFor(() => expect(screen.getByRole("img", { name: "Run 1, update 120" })).toBeTruthy(), 20_000);
  await fireEvent.click(screen.getByRole("checkbox", { name: "Same update for both" }));
  expect(screen.getByRole("img", { name: "Run 1, update 50" })).toBeTruthy();
});

test("a pinned run comes back to the stage at its update", async () => {
  const studio = await pinned();
  await studio.restart({ rate: "0.5", layers: "3:tanh,1:sigmoid" });
  await fireEvent.click(screen.getByRole("button", { name: "Bring Run 1 to the stage" }));
  await vi.waitFor(() => expect(studio.frame!.steps).toBe(50));
  expect(studio.settings.rate).toBe("1.2");
  expect(studio.settings.layers).toBe("4:tanh,1:sigmoid");
});

test("a run can be given a name, which its line carries too, and be unpinned", async () => {
  await pinned();
  await fireEvent.input(screen.getByRole("textbox", { name: "Name of Run 1" }), {
    target: { value: "before" },
  });
  expect(screen.getByRole("img", { name: "Loss of each run: before, Stage" })).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Unpin before" }));
  expect(screen.queryByRole("table")).toBe(null);
});

test("four runs can be pinned, and a fifth not before one is unpinned", async () => {
  await pinned();
  const pin = screen.getByRole<HTMLButtonElement>("button", { name: "Pin this run" });
  for (let n = 2; n <= 4; n++) await fireEvent.click(pin);
  expect(pin.disabled).toBe(true);
  expect(screen.getByText("4 runs are pinned: unpin one to pin another.")).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Unpin Run 2" }));
  expect(pin.disabled).toBe(false);
});

test("the link of a pinned run opens it at its update", async () => {
  const studio = await pinned();
  await studio.restart({ rate: "0.5" });
  const copied: string[] = [];
  vi.stubGlobal("navigator", { clipboard: { writeText: async (text: string) => copied.push(text) } });
  await fireEvent.click(screen.getByRole("button", { name: "Copy link of Run 1" }));
  await vi.waitFor(() => expect(copied.length).toBe(1));
  vi.unstubAllGlobals();
  const { settings } = readLink(copied[0]!.split("#")[1]!);
  expect([settings.rate, settings.epochs, settings.step]).toEqual(["1.2", 200, 50]);
});
