import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readZip } from "../array/zip.ts";
import type { RunFile } from "../formats/runFile.ts";
import { runFolderZip } from "../formats/runFolder.ts";
import { readCheckpoint } from "../node/checkpointFile.ts";
import { readRun } from "../node/runFolder.ts";
import { sequential } from "../train/model.ts";
import { runCli } from "./testing.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-zipped-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a run folder that was zipped without Node unpacks to what train writes, and evaluate reads it", async () => {
  const trained = await runCli(
    ["train", "moons", "--layers", "3:tanh,1:sigmoid", "--epochs", "5", "--out", "here", "--quiet"],
    { cwd: folder },
  );
  expect(trained.code, trained.stderr).toBe(0);
  const read = (folderName: string, name: string) => readFileSync(join(folder, folderName, name));
  const { run, model } = await readRun(join(folder, "here"));
  const { weights: _, ...described } = JSON.parse(read("here", "run.json").toString()) as RunFile;
  const checkpoint = await readCheckpoint(join(folder, "here/checkpoint.safetensors"));
  const names = readdirSync(join(folder, "here"));
  const pictures = Object.fromEntries(
    names
      .filter((name) => /^(loss|boundary)/.test(name))
      .map((name) => [name, new Uint8Array(readFileSync(join(folder, "here", name)))]),
  );
  const again = sequential(run.network.features, run.network.layers);
  again.setWeights(model.weights!, run.dtype);

  const zip = await runFolderZip(
    { run: described, model: again, history: checkpoint.progress.history, checkpoint, pictures },
    "there",
  );
  for (const [name, bytes] of await readZip(zip)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  expect(readdirSync(join(folder, "there")).sort()).toEqual(names.sort());
  for (const name of names) expect(read("there", name), name).toEqual(read("here", name));

  const judged = await runCli(["evaluate", "there", "--json"], { cwd: folder });
  expect(judged.code, judged.stderr).toBe(0);
  const before = await runCli(["evaluate", "here", "--json"], { cwd: folder });
  expect(judged.stdout.replaceAll("there", "here")).toBe(before.stdout);
});
