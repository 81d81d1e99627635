import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { writeSafetensors } from "../formats/safetensors.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const folder = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd: folder });
const bare = () => writeSafetensors(new Map(Object.entries({ W1: asArray([[1], [2]]), b1: asArray([3]) })));

beforeAll(async () => {
  const rows = "size,color,kind\n1,red,cat\n2,blue,dog\n3,red,cat\n4,blue,dog\n";
  writeFileSync(join(folder, "pets.csv"), rows);
  await run("train pets.csv --layers 1:sigmoid --epochs 5 --quiet --out pets");
  await run("export pets --to onnx");
}, 60_000);
afterAll(removeScratchFolders);

test("names take the place of those that a file brings, columns and classes", async () => {
  const { code } = await run(
    "import pets.onnx --features Größe,Farbe --classes Katze,Hund --out tiere.safetensors",
  );
  expect(code).toBe(0);
  writeFileSync(join(folder, "tiere.csv"), "Farbe,Größe\nred,1\n");
  writeFileSync(join(folder, "one.csv"), "color,size\nred,1\n");
  const [head, row] = (await run("predict tiere.safetensors tiere.csv")).stdout.split("\n");
  expect(head).toBe("kind,P(Katze),P(Hund)");
  const own = (await run("predict pets one.csv")).stdout.split("\n")[1]!;
  expect(row!.split(",").slice(1)).toEqual(own.split(",").slice(1));
});

test.each([
  ["--features a", "--features: expected 2 names that differ, parted by commas, but got 1."],
  ["--features a,a", '--features: expected 2 names that differ, parted by commas, but got "a" twice.'],
  ["--classes a,b,c", "--classes: expected 2 names that differ, parted by commas, but got 3."],
])("%s does not fit a network of two columns and two classes", async (names, message) => {
  const { code, stderr } = await run(`import pets.onnx ${names}`);
  expect(stderr).toBe(`error: ${message}\n`);
  expect(code).toBe(2);
});

test("a run folder, and the weights in it, are told to be none of another program's", async () => {
  const advice = "Every command takes the run folder as it is; export writes it as one file.";
  expect((await run("import pets")).stderr).toBe(
    `error: import: expected a file of another program but got the run folder "pets". ${advice}\n`,
  );
  expect((await run("import pets/weights.safetensors")).stderr).toBe(
    `error: import: expected a file of another program but got "pets/weights.safetensors", the weights of a run folder. ${advice}\n`,
  );
  expect((await run("import pets/weights.safetensors --layers 1:sigmoid --out w.safetensors")).code).toBe(0);
});

test("a file of another program that has the usual name of the result stays", async () => {
  const theirs = bare();
  writeFileSync(join(folder, "pets.safetensors"), theirs);
  expect((await run("import pets.onnx")).stdout).toContain("Written to pets.model.safetensors");
  expect(new Uint8Array(readFileSync(join(folder, "pets.safetensors")))).toEqual(theirs);
});

test("a name that ends as a file of a network does is missed as a file", async () => {
  const { stderr } = await run("predict none.onnx 1,2");
  expect(stderr).toMatch(/none\.onnx: expected a file to read but got none of that name\.\n$/);
  expect(existsSync(join(folder, "none.onnx"))).toBe(false);
});

test("one logit comes in as a number, not as a class that would be decided at 1/2", async () => {
  await run("export pets --to onnx --logits --out logits.onnx");
  const p = Number((await run("predict pets 1,red")).stdout.split("\n")[1]!.split(",")[2]);
  const [head, logit] = (await run("predict logits.onnx 1,red")).stdout.split("\n");
  expect(head).toBe("logit(dog)");
  expect(Number(logit)).toBeCloseTo(Math.log(p / (1 - p)), 5);
  expect((await run("verify logits.onnx")).code).toBe(0);
});

test("an option names the formats that heed it", async () => {
  const { stderr } = await run("export pets --to keras --logits");
  expect(stderr).toBe("error: --logits: expected a format of onnx but got keras.\n");
});

test("a file is not held against a network of other inputs", async () => {
  writeFileSync(join(folder, "bare.safetensors"), bare());
  await run("import bare.safetensors --layers 1:sigmoid --out two.safetensors");
  const { code, stderr } = await run("verify pets.onnx --against two.safetensors");
  expect(stderr).toBe(
    "error: pets.onnx: expected a network of 2 inputs, as the one that it is held against, but got one of 3. Name the run that it was made from.\n",
  );
  expect(code).toBe(3);
});
