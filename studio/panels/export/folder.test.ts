import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readZip } from "../../../src/array/zip.ts";
import { removeScratchFolders, runCli, scratchFolder } from "../../../src/cli/testing.ts";
import { usualSource } from "../../state/fileSource.ts";
import { prepare } from "../data/engine.ts";
import { keepFile } from "../data/file/keep.ts";
import { modelOf } from "./subject.ts";
import { begun } from "./testing.ts";

afterAll(removeScratchFolders);

/** Unpacks the run folder of a run; returns where it is. */
async function unpacked({ taken }: ReturnType<typeof begun>): Promise<string> {
  const { name, content } = await taken("folder");
  const scratch = scratchFolder();
  for (const [path, bytes] of await readZip(content as Uint8Array)) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    writeFileSync(join(scratch, path), bytes);
  }
  return join(scratch, name.replace(/\.zip$/, ""));
}

const shaIn = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, "run.json"), "utf8")).weights.sha256;

async function works(argv: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(argv, { cwd });
  expect(`${stderr}${code}`).toMatch(/0$/);
  return stdout;
}

test("the commands read the folder of a run: it is judged, explained, gone on with, and trained again to its bits", async () => {
  const folder = await unpacked(begun({ epochs: 200 }, 200));
  expect(await works(["evaluate", "."], folder)).toContain("accuracy");
  expect(await works(["explain", ".", "--sample", "0"], folder)).toContain("dW2");
  await works(["train", "--config", "run.json", "--out", "again", "--quiet"], folder);
  expect(shaIn(join(folder, "again"))).toBe(shaIn(folder));
});

test("a run that was left half way is finished by the command line in the bits of the page", async () => {
  const half = begun({ epochs: 200, optimizer: "adam", rate: "0.01", batch: 64 }, 301);
  const folder = await unpacked(half);
  await works(["train", "--config", "run.json", "--resume", ".", "--out", "whole", "--quiet"], folder);
  half.session.seek(half.session.end);
  const whole = await unpacked(half);
  expect(shaIn(join(folder, "whole"))).toBe(shaIn(whole));
});

test("points drawn by hand come along as a file that the commands train on", async () => {
  const source = "-1,0.5,0;1,0.25,1;2,0,1;0.1,0.1,0";
  const folder = await unpacked(begun({ data: "points", source, epochs: 50, rate: "0.5" }, 50));
  expect(readFileSync(join(folder, "points-data.csv"), "utf8")).toContain("0.1,0.1,0");
  await works(["train", "--config", "run.json", "--out", "again", "--quiet"], folder);
  expect(shaIn(join(folder, "again"))).toBe(shaIn(folder));
});

test("a dropped file comes along as it was, and the commands split and scale it as the page did", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i},${(i * 7) % 11},${i % 2 ? "cat" : "dog"}`);
  const bytes = new TextEncoder().encode(`size,age,kind\n${rows.join("\n")}\n`);
  const stage = begun().stage;
  const source = await prepare(stage, usualSource("pets.csv", await keepFile("pets.csv", bytes)));
  const folder = await unpacked(begun({ data: "file", source, epochs: 40 }, 40));
  expect(readFileSync(join(folder, "pets.csv"))).toEqual(Buffer.from(bytes));
  await works(["train", "--config", "run.json", "--out", "again", "--quiet"], folder);
  expect(shaIn(join(folder, "again"))).toBe(shaIn(folder));
});

test("after changes on the way the folder holds the network as it is, and its settings those it began with", async () => {
  const changed = begun({ epochs: 200 }, 100);
  changed.session.change({ step: 100, kind: "layers", layers: "4:relu,1:sigmoid" });
  changed.session.change({ step: 100, kind: "rate", rate: "0.25" });
  changed.session.seek(150);
  const folder = await unpacked(changed);
  const run = JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
  expect([run.network.layers[0].activation, run.settings.optimizer.learningRate]).toEqual(["relu", 0.25]);
  const { x, y } = changed.session.material.training;
  const { accuracy } = await modelOf(changed.session).evaluate(x, y);
  expect(JSON.parse(await works(["evaluate", ".", "--json"], folder))).toMatchObject({ accuracy });
  const settings = JSON.parse(await changed.text("settings"));
  expect([settings.network.layers[0].activation, settings.settings.optimizer.learningRate]).toEqual([
    "tanh",
    1.2,
  ]);
});
