// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { connect } from "../../bridge/client.ts";
import { Studio } from "../../run/studio.svelte.ts";
import { dropped } from "./dropped.svelte.ts";
import Panel from "./Panel.svelte";

const studios: Studio[] = [];
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  for (const studio of studios.splice(0)) await studio.pause();
});

/** A studio whose engine is in the test itself, as on a page without workers. */
async function studioHere(): Promise<Studio> {
  const client = await connect(() => {
    throw new Error("no workers here");
  });
  const studio = new Studio(client);
  studios.push(studio);
  await studio.open({ play: false });
  return studio;
}

const toView = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const settled = (check: () => void) => waitFor(check, { timeout: 10_000 });

test("a data set of the gallery begins a run whose last layer fits it", async () => {
  const studio = await studioHere();
  render(Panel, { studio });
  await fireEvent.click(await screen.findByTestId("data-gaussianQuantiles"));
  await settled(() => expect(studio.opened?.dataset.name).toBe("gaussianQuantiles"));
  expect(studio.settings.layers).toBe("4:tanh,3:softmax");
  expect(screen.getByTestId("data-gaussianQuantiles").getAttribute("aria-pressed")).toBe("true");
});

test("a value that is refused is answered at its place, and the run stays", async () => {
  const studio = await studioHere();
  render(Panel, { studio });
  await screen.findByTestId("data-planar");
  const [field] = await screen.findAllByRole("spinbutton");
  await fireEvent.change(field!, { target: { value: "1" } });
  const answer =
    'planar, option "samples": expected an integer from 2 to 10000000 but got 1. The default is 400.';
  expect((await screen.findByRole("alert")).textContent).toBe(answer);
  expect(studio.opened?.dataset.examples).toBe(400);
});

test("while the files of a run are read, they are not said to be missing, nor asked for", async () => {
  const studio = await studioHere();
  let answer = (_: Response): void => {};
  const slow = new Promise<Response>((resolve) => (answer = resolve));
  vi.stubGlobal("fetch", (address: URL) =>
    address.pathname === "/served.json" ? Promise.resolve(Response.json(["/data/mnist/a"])) : slow,
  );
  vi.stubGlobal("location", new URL("http://localhost/"));
  await studio.restart({ data: "mnist" });
  expect(studio.complaint).toContain("expected the files of mnist but got none yet");
  dropped.run = { data: "mnist" };
  render(Panel, { studio });
  await screen.findByText("Reading the files ...");
  expect(studio.complaint).toBe("");
  expect(screen.queryByText("This machine has the files.")).toBeNull();
  expect(screen.queryByTestId("picture-files")).toBeNull();
  answer(new Response("no pictures"));
  await screen.findByRole("alert");
  dropped.run = undefined;
});

test("points are drawn by keyboard, taken back, and trained on when there are two classes", async () => {
  const studio = await studioHere();
  render(Panel, { studio });
  await toView("Draw points");
  const plane = await screen.findByTestId("plane");
  const press = async (...keys: string[]) => {
    for (const key of keys) await fireEvent.keyDown(plane, { key });
  };
  await fireEvent.focus(plane);
  await press("ArrowRight", "Enter");
  expect(screen.getByText("Training begins when there are points of two classes.")).toBeTruthy();
  await press("1", "ArrowUp", "ArrowUp", "Enter");
  await settled(() => expect(studio.opened?.dataset.name).toBe("points"));
  await settled(() => expect(studio.settings.source).toBe("0.25,0,0;0.25,0.5,1"));
  expect(screen.getByText("Crosshair at (0.25, 0.5), 2 points.")).toBeTruthy();
  await press("2", "Enter");
  await settled(() => expect(studio.settings.layers).toBe("4:tanh,3:softmax"));
  await press("Delete");
  await settled(() => expect(studio.settings.layers).toBe("4:tanh,1:sigmoid"));
  expect(studio.settings.source).toBe("0.25,0,0;0.25,0.5,1");
});

const pets = "name,size,kind\na,1,cat\nb,2,cat\nc,,dog\nd,6,dog\ne,5,dog\n";

async function hand(text: string, name: string): Promise<void> {
  const input = await screen.findByTestId("file");
  await fireEvent.change(input, { target: { files: [new File([text], name)] } });
}

test("a file is previewed with what follows from it, and trained on as the command line would", async () => {
  const studio = await studioHere();
  render(Panel, { studio });
  await toView("File or text");
  await hand(pets, "pets.csv");
  await screen.findByText(/5 rows, 3 columns/);
  expect(studio.settings.data).toBe("planar");
  await fireEvent.change(screen.getByLabelText("Use of name"), { target: { value: "ignored" } });
  await fireEvent.change(screen.getByLabelText("Share kept to judge by"), { target: { value: "0" } });
  await screen.findByText("chainrule train pets.csv --ignore name");
  await screen.findByText("2 classes to tell apart: cat (2), dog (3).");
  expect(screen.getByText("(1 − 3.5) / 1.844 = -1.356")).toBeTruthy();
  await fireEvent.click(screen.getByTestId("train-file"));
  await settled(() => expect(studio.opened?.dataset.name).toBe("pets.csv"));
  expect(studio.settings).toMatchObject({
    layers: "8:tanh,1:sigmoid",
    optimizer: "adam",
    rate: "0.01",
    seed: 0,
  });
});

test("a wrong file is answered at the drop place, and what was there before stays", async () => {
  const studio = await studioHere();
  render(Panel, { studio });
  await toView("File or text");
  await hand(pets, "pets.csv");
  await screen.findByText(/5 rows, 3 columns/);
  await hand("", "empty.csv");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "empty.csv: expected a file with data but got an empty file.",
  );
  expect(screen.getByText(/5 rows, 3 columns/)).toBeTruthy();
});

test("of more than two inputs two are chosen, and the others are held where a slider says", async () => {
  const studio = await studioHere();
  await studio.restart({ data: "blobs", options: { features: 3, centers: 2 } });
  render(Panel, { studio });
  const slider = await screen.findByLabelText(/^x3 held at/);
  const before = studio.frame!.field!.output.slice();
  await fireEvent.input(slider, { target: { value: slider.getAttribute("max") } });
  await settled(() => expect(studio.frame!.field!.output).not.toEqual(before));
  await fireEvent.change(screen.getByLabelText("Upward"), { target: { value: "2" } });
  await settled(() => expect(studio.opened!.cloud.axes).toEqual([0, 2]));
  expect(await screen.findByLabelText(/^x2 held at/)).toBeTruthy();
});

test("files that were dropped on the page are shown where they belong, once", async () => {
  vi.stubGlobal("fetch", async () => new Response("[]"));
  const studio = await studioHere();
  dropped.files = [new File([pets], "pets.csv")];
  render(Panel, { studio });
  await screen.findByText(/5 rows, 3 columns/);
  expect(screen.getByRole("button", { name: "File or text" }).getAttribute("aria-pressed")).toBe("true");
  expect(dropped.files).toEqual([]);
  dropped.files = [new File(["none"], "train-images-idx3-ubyte")];
  const answer = await screen.findByRole("alert", {}, { timeout: 10_000 });
  expect(answer.textContent).toMatch(/^train-images-idx3-ubyte\.gz: expected an IDX file/);
});
