// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { connect } from "../../bridge/client.ts";
import { Studio } from "../../run/studio.svelte.ts";
import type { Settings } from "../../state/settings.ts";
import Panel from "./Panel.svelte";

const inPage = () => {
  throw new Error("no workers here");
};

async function opened(changed: Partial<Settings>): Promise<Studio> {
  const studio = new Studio(await connect(inPage));
  Object.assign(studio.settings, { epochs: 20, sweepSeeds: 2, sweepValues: "1, 4" }, changed);
  await studio.open({ play: false });
  render(Panel, { studio });
  return studio;
}

const finished = () =>
  vi.waitFor(() => expect(screen.getByTestId("sweep-state").textContent).toContain("Done: 4 runs"), 20_000);

afterEach(cleanup);

test("a sweep shows a picture for each value, with what all its seeds reached", async () => {
  await opened({});
  await fireEvent.click(screen.getByRole("button", { name: "Start the sweep" }));
  await finished();
  const pictures = screen.getAllByRole("button", { name: /Bring the run of seed 3/ });
  expect(pictures.map((picture) => picture.querySelector(".title")!.textContent)).toEqual([
    "1 unit",
    "4 units",
  ]);
  expect(pictures[1]!.querySelectorAll(".training .mark").length).toBe(2);
  expect(pictures[1]!.querySelectorAll(".fresh .mark").length).toBe(2);
});

test("one slider takes all pictures to another epoch", async () => {
  await opened({});
  await fireEvent.click(screen.getByRole("button", { name: "Start the sweep" }));
  await finished();
  const slider = screen.getByRole("slider", { name: /All runs at/ });
  expect(slider.getAttribute("aria-valuetext")).toBe("epoch 20");
  await fireEvent.input(slider, { target: { value: "0" } });
  expect(slider.getAttribute("aria-valuetext")).toBe("epoch 1");
});

test("a picture brings its run to the stage, at the epoch that is looked at", async () => {
  const studio = await opened({});
  await fireEvent.click(screen.getByRole("button", { name: "Start the sweep" }));
  await finished();
  await fireEvent.change(screen.getByRole("combobox", { name: "Pictures of seed" }), {
    target: { value: "1" },
  });
  await fireEvent.click(screen.getByRole("button", { name: /^1 unit .*seed 4/ }));
  await vi.waitFor(() => expect(studio.frame!.steps).toBe(20));
  expect(studio.settings.layers).toBe("1:tanh,1:sigmoid");
  expect(studio.settings.seed).toBe(4);
});

test("a value that cannot be is refused in the library's sentence, and the sweep of before stays", async () => {
  const studio = await opened({});
  await fireEvent.click(screen.getByRole("button", { name: "Start the sweep" }));
  await finished();
  studio.settings.sweepValues = "1, 0";
  await fireEvent.click(screen.getByRole("button", { name: "Start anew" }));
  await vi.waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe('values: expected whole numbers from 1 but got "0".'),
  );
  expect(screen.getAllByRole("button", { name: /Bring the run/ }).length).toBe(2);
});

test("other data on the stage is said, and the sweep stands until it is started anew", async () => {
  const studio = await opened({});
  await fireEvent.click(screen.getByRole("button", { name: "Start the sweep" }));
  await finished();
  expect(screen.queryByText(/The stage has other settings/)).toBe(null);
  await studio.restart({ data: "moons" });
  await vi.waitFor(() => expect(screen.getByText(/The stage has other settings/)).toBeTruthy());
  expect(screen.getAllByRole("button", { name: /Bring the run/ }).length).toBe(2);
});
