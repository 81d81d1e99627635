import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();
const run = (...argv: readonly string[]) => runCli(argv, { cwd });

afterAll(removeScratchFolders);

test("a class without examples to judge by has dashes, and one example is one", async () => {
  const rows = "size,age,kind\n1,6,cat\n2,2,dog\n3,3,cat\n4,4,dog\n";
  writeFileSync(join(cwd, "pets.csv"), rows);
  writeFileSync(join(cwd, "cats.csv"), "size,age,kind\n1,6,cat\n");
  await run("train", "pets.csv", "--epochs", "5", "--quiet", "--out", "pets");
  const { stdout } = await run("evaluate", "pets", "cats.csv");
  expect(stdout).toMatch(/^1 example of 2 classes$/m);
  expect(stdout).toMatch(/^dog +- +- +- +0$/m);
});

test("one example of one input is described as one", async () => {
  writeFileSync(join(cwd, "one.csv"), "a,b\n1,2\n");
  expect((await run("data", "describe", "one.csv")).stdout).toMatch(/^one\.csv: \w+, 1 example of 1 input\n/);
});
