import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readZip } from "../../src/array/zip.ts";
import { removeScratchFolders, runCli, scratchFolder } from "../../src/cli/testing.ts";
import { runFiles } from "../../src/formats/runFolder.ts";
import { begun } from "../panels/export/testing.ts";
import { initialSettings, runOf } from "../state/settings.ts";
import { materialOf } from "./material.ts";
import { type NamedBytes, openedBits, readRun } from "./openRun.ts";
import { sessionOf } from "./session.ts";

afterAll(removeScratchFolders);

const stage = begun().stage;

/** Trains by the command line; returns the files of the run folder. */
async function trained(cwd: string, ...argv: string[]): Promise<NamedBytes[]> {
  const { code, stderr } = await runCli(["train", ...argv, "--out", "run", "--quiet"], { cwd });
  expect(`${stderr}${code}`).toBe("0");
  return readdirSync(join(cwd, "run")).map((name) => ({ name, bytes: readFileSync(join(cwd, "run", name)) }));
}

/** Opens a run as the page does; says whether the replayed weights are those that were stored. */
async function opened(files: readonly NamedBytes[]) {
  const found = await readRun(stage, files);
  const settings = { ...runOf(initialSettings()), ...found.settings };
  const session = sessionOf(settings, materialOf(settings));
  session.seek(found.step);
  const same = found.sha === undefined ? undefined : await openedBits({ session: () => session }, found.sha);
  return { ...found, same, session };
}

test("a run of the command line opens with its settings, and is replayed to the same bits", async () => {
  const argv =
    "planar --layers 5:tanh,1:sigmoid --epochs 40 --optimizer adam --lr cosine(0.05,warmup=10) --batch 64 --seed 9 --l2 0.001";
  const { settings, step, same, notes } = await opened(await trained(scratchFolder(), ...argv.split(" ")));
  expect(same).toBe(true);
  expect(step).toBe(280);
  expect(notes).toEqual([]);
  expect(settings).toMatchObject({
    data: "planar",
    layers: "5:tanh,1:sigmoid",
    init: "",
    optimizer: "adam",
    rate: "cosine(initial=0.05,warmup=10,final=0)",
    batch: 64,
    seed: 9,
    l2: 0.001,
  });
});

test.each([
  [
    "a part kept for judging",
    "moons --test 0.25 --validation 0.1 --data-seed 4 --layers 3:relu,1:sigmoid --epochs 20",
  ],
  ["scaled inputs", "blobs --standardize --layers 4:tanh,3:softmax --epochs 20"],
])(
  "a run with %s is replayed to the same bits, and it is said that a link alone does not do",
  async (_, argv) => {
    const { same, notes, session } = await opened(await trained(scratchFolder(), ...argv.split(" ")));
    expect(same).toBe(true);
    expect(notes.map(({ en }) => en)).toEqual([expect.stringContaining("open the run there first")]);
    expect(session.material.training.x.shape[0]).toBe(session.plan().step.examples);
  },
);

test("a run on a file opens with the file, as a link can say it; without the file its name is asked for", async () => {
  const cwd = scratchFolder();
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${i % 2 ? "cat" : "dog"}`);
  const { writeFileSync } = await import("node:fs");
  writeFileSync(join(cwd, "pets.csv"), `size,age,kind\n${rows.join("\n")}\n`);
  const files = await trained(cwd, "pets.csv", "--test", "0.2", "--epochs", "20");
  const { same, settings, notes } = await opened([
    ...files,
    { name: "pets.csv", bytes: readFileSync(join(cwd, "pets.csv")) },
  ]);
  expect(same).toBe(true);
  expect(notes).toEqual([]);
  expect(settings.source).toMatch(/^file=pets.csv&sha=[0-9a-f]{12}/);
  await expect(readRun(stage, files)).rejects.toThrow(
    "expected the file of its data, pets.csv, but got the run alone",
  );
});

test("a folder of the page opens with the changes that were made on the way", async () => {
  const run = begun({ epochs: 300, changes: "50 lr 0.3; 100 layers 4:relu,1:sigmoid; 120 W1[2] 0.5" }, 200);
  const { content } = await run.taken("folder");
  const { same, step, settings } = await opened([{ name: "mine.zip", bytes: content as Uint8Array }]);
  expect(same).toBe(true);
  expect(step).toBe(200);
  expect(settings.changes).toBe("50 lr 0.3; 100 layers 4:relu,1:sigmoid; 120 W1[2] 0.5");
});

test("a folder of drawn points opens without its link too", async () => {
  const run = begun({ data: "points", source: "-1,0.5,0;1,0.25,1;2,0,1;0.1,0.1,0", epochs: 50 }, 20);
  const { content } = await run.taken("folder");
  const files = [...(await readZip(content as Uint8Array))].map(([path, bytes]) => ({
    name: path.replace(/^.*\//, ""),
    bytes,
  }));
  expect((await opened(files)).settings.data).toBe("points");
  const { same, settings } = await opened(files.filter(({ name }) => name !== runFiles.link));
  expect(settings.data).toBe("file");
  expect(same).toBe(true);
});

test("settings alone open at their beginning", async () => {
  const bytes = new TextEncoder().encode(await begun({ epochs: 77 }).text("settings"));
  const { settings, step, same, notes } = await opened([{ name: "run.json", bytes }]);
  expect([settings.epochs, settings.init, step, same]).toEqual([77, "normal(0,0.01)", 0, undefined]);
  expect(notes[0]!.en).toContain("settings without weights");
});

test("what the page cannot say is named", async () => {
  const files = await trained(scratchFolder(), ..."planar --epochs 3 --clip-norm 1".split(" "));
  const { notes } = await opened(files);
  expect(notes.map(({ en }) => en)).toEqual([
    "The run was trained with settings that this page does not have: clipNorm.",
  ]);
});

test("files that are no run, and weights of another run, are refused in a sentence", async () => {
  const text = (value: string) => new TextEncoder().encode(value);
  await expect(readRun(stage, [{ name: "a.txt", bytes: text("x") }])).rejects.toThrow(
    "open a run: expected the run.json of a run folder, or a zip archive with one but got a.txt.",
  );
  await expect(readRun(stage, [{ name: "a.zip", bytes: text("x") }])).rejects.toThrow(
    "a zip archive of a run folder",
  );
  const one = await trained(scratchFolder(), "planar", "--epochs", "2");
  const other = await trained(scratchFolder(), "planar", "--epochs", "3");
  const mixed = one.map((file) =>
    file.name === "weights.safetensors" ? other.find(({ name }) => name === file.name)! : file,
  );
  await expect(readRun(stage, mixed)).rejects.toThrow("expected the weights that run.json names");
});
