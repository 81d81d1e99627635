import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const cwd = scratchFolder();
const run = (...argv: readonly string[]) => runCli(argv, { cwd });
const answer = async (...argv: readonly string[]) => {
  const { code, stdout, stderr } = await run("predict", "german", ...argv);
  expect(code, stderr).toBe(0);
  return stdout;
};

beforeAll(async () => {
  const rows =
    "size;age;color;kind\n175,5;66;grün;cat\n160,25;20;rot;dog\n180,5;30;grün;cat\n150,5;40;rot;dog\n";
  writeFileSync(join(cwd, "german.csv"), rows);
  writeFileSync(join(cwd, "new.csv"), "size,age,color\n175.5,66,grün\n");
  await run("train", "german.csv", "--epochs", "5", "--quiet", "--out", "german");
}, 60_000);
afterAll(removeScratchFolders);

test("values are understood as the file that was trained on has them, with semicolons and decimal commas", async () => {
  const expected = await answer("new.csv");
  expect(await answer("175,5;66;grün")).toBe(expected);
  expect(await answer("175.5,66,grün")).toBe(expected);
  expect(await answer("175.5|66|grün", "--delimiter", "|")).toBe(expected);
  expect(await answer("175,5;66;grün", "--delimiter", ";", "--decimal", ",")).toBe(expected);
});

test("of two values the first may have a decimal comma, and a text the semicolon that it had in training", async () => {
  writeFileSync(join(cwd, "two.csv"), "a;b;y\n1,5;2;3,5\n2,5;1;3,5\n0,5;4;4,5\n3,5;3;6,5\n");
  writeFileSync(join(cwd, "texts.csv"), "size,mark,kind\n1,a;b,cat\n2,c,dog\n1.5,a;b,cat\n2.5,c,dog\n");
  for (const name of ["two", "texts"])
    await run("train", `${name}.csv`, "--epochs", "2", "--quiet", "--out", name);
  const of = async (name: string, ...values: string[]) => (await run("predict", name, ...values)).stdout;
  expect(await of("two", "1,5;2", "3;4")).toMatch(/^y\n[\d.]+\n[\d.]+\n$/);
  expect(await of("two", "1,5;2")).toBe(await of("two", "1.5,2"));
  expect(await of("texts", "1,a;b")).toBe(await of("texts", "1,a;b", "--delimiter", ","));
});

test("values in pieces are put together with what parts them", async () => {
  const { stderr, code } = await run("predict", "german", "175", "66", "--delimiter", ";");
  expect(code).toBe(2);
  expect(stderr).toContain(
    "3 numbers for each example, parted by semicolons, but got 175 66. One example is 175;66.",
  );
});
