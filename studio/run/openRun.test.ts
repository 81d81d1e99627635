import { afterEach, expect, test, vi } from "vitest";
import type { FoundRun } from "../engine/openRun.ts";
import { initialSettings } from "../state/settings.ts";
import { openRun, servedRun } from "./openRun.ts";
import type { Studio } from "./studio.svelte.ts";

afterEach(() => vi.unstubAllGlobals());

const found: FoundRun = {
  settings: { seed: 9, layers: "5:tanh,1:sigmoid" },
  step: 1200,
  sha: "ab",
  notes: [],
};

/** A page whose engine gives this run. */
function page({ run = found, same = true, opens = true } = {}) {
  const studio = {
    settings: initialSettings(),
    open: vi.fn(async () => opens),
    client: {
      panel: () => ({ readRun: async () => run, openedBits: async (sha: string) => same && sha === "ab" }),
    },
  };
  return studio as unknown as Studio & typeof studio;
}

test("a run that was opened stands paused at its last update, and says that its bits are the stored ones", async () => {
  const studio = page();
  const [said, ...others] = await openRun(studio, []);
  expect(said!.en).toContain("after 1,200 updates its weights are the stored ones, to the bit");
  expect(others).toEqual([]);
  expect(studio.settings).toMatchObject({ seed: 9, layers: "5:tanh,1:sigmoid", step: 1200, rate: "1.2" });
  expect(studio.open).toHaveBeenCalledWith({ play: false });
});

test("other bits are said to be others, before what the page cannot say", async () => {
  const notes = [{ en: "no clipNorm", ko: "clipNorm 없음" }];
  const said = await openRun(page({ run: { ...found, notes }, same: false }), []);
  expect(said.map(({ en }) => en)).toEqual([
    expect.stringContaining("are not those that were stored"),
    "no clipNorm",
  ]);
});

test("where the run cannot begin, the settings are those before", async () => {
  const studio = page({ opens: false });
  expect(await openRun(studio, [])).toEqual([]);
  expect(studio.settings).toEqual(initialSettings());
});

test("a run is read from the server by the list of what it serves, its data under its own name", async () => {
  const answers: Record<string, Response> = {
    "/served.json": Response.json(["/opened/run.json", "/opened/data", "/data/mnist/a"]),
    "/opened/run.json": new Response("{}"),
    "/opened/data": new Response("a,b", { headers: { "x-file-name": encodeURIComponent("집값.csv") } }),
  };
  vi.stubGlobal("fetch", async (path: string) => answers[path]);
  const files = await servedRun();
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ["run.json", "{}"],
    ["집값.csv", "a,b"],
  ]);
});
