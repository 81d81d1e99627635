import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const folder = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd: folder });

/** Codes that are texts among others, and numbers alone. */
beforeAll(async () => {
  const rows = "code,kind\n01,cat\nx2,dog\n03,dog\nx4,cat\n";
  writeFileSync(join(folder, "codes.csv"), rows.repeat(8).replaceAll("\ncode,kind\n", "\n"));
  writeFileSync(join(folder, "new.csv"), "code,kind\n01,cat\n03,dog\n01,cat\n");
  await run("train codes.csv --layers 1:sigmoid --epochs 300 --lr 1 --quiet --out codes");
}, 60_000);
afterAll(removeScratchFolders);

const kinds = (stdout: string) =>
  stdout
    .split("\n")
    .slice(1, -1)
    .map((line) => line.split(",")[0]);

test("predict takes categories of a file that are all digits for the texts that they are", async () => {
  const { stdout, stderr } = await run("predict codes new.csv");
  expect(stderr).toBe("");
  expect(kinds(stdout)).toEqual(["cat", "dog", "cat"]);
});

test("predict takes values on the command line for the same", async () => {
  expect(kinds((await run("predict codes 01 03")).stdout)).toEqual(["cat", "dog"]);
});

test("evaluate and explain take them too", async () => {
  expect(JSON.parse((await run("evaluate codes new.csv --json")).stdout).accuracy).toBe(1);
  expect((await run("explain codes new.csv")).code).toBe(0);
});
