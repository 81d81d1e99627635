import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeModel } from "../formats/model.ts";
import { readRun } from "../node/runFolder.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

const folder = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd: folder });

/** The network of a run, written into a file beside it: with its names, and without. */
async function writeFiles(name: string): Promise<void> {
  const { run, model } = await readRun(join(folder, name));
  const { task, features, targets, classes, encoding } = run.data;
  const about = { task, features, targets, ...(classes && { classes }), ...(encoding && { encoding }) };
  writeFileSync(join(folder, `${name}.safetensors`), writeModel(model, { about }));
  writeFileSync(join(folder, `${name}Bare.safetensors`), writeModel(model));
}

beforeAll(async () => {
  const rows = "size,color,kind\n1,red,cat\n2,blue,dog\n3,red,cat\n4,red,dog\n5,blue,cat\n6,blue,dog\n";
  writeFileSync(join(folder, "pets.csv"), rows);
  await run("train pets.csv --epochs 5 --quiet --out pets");
  await run("train moons --samples 40 --epochs 5 --quiet --out net");
  await writeFiles("pets");
  await writeFiles("net");
}, 60_000);
afterAll(removeScratchFolders);

const same: readonly (readonly [ofRun: string, ofFile: string])[] = [
  ["predict pets pets.csv", "predict pets.safetensors pets.csv"],
  ["predict pets 2,red --json", "predict pets.safetensors 2,red --json"],
  ["predict net 0.5,1 --json", "predict netBare.safetensors 0.5,1 --json"],
  ["evaluate net moons --json", "evaluate net.safetensors moons --json"],
  ["evaluate pets pets.csv", "evaluate pets.safetensors pets.csv"],
  ["inspect net", "inspect net.safetensors"],
  ["inspect net --stage kernels", "inspect net.safetensors --stage kernels"],
  ["gradcheck net moons --json", "gradcheck net.safetensors moons --json"],
  ["report net moons --json", "report net.safetensors moons --json"],
];

test.each(same)("%s says the same as %s", async (ofRun, ofFile) => {
  const [expected, got] = [await run(ofRun), await run(ofFile)];
  expect(expected.stderr).toBe("");
  expect(got).toEqual(expected);
});

test("an update of a network from a file starts from its weights", async () => {
  const { stdout } = await run("explain net.safetensors moons --samples 40 --lr 0.5 --only W1[0,0] --json");
  const { model } = await readRun(join(folder, "net"));
  const [[first] = []] = model.weights!.W1!.tolist() as number[][];
  expect(stdout).toContain(`W1[0,0] = ${first!.toPrecision(5)} - 0.5 * `);
});

test("the equations of a network from a file are shown on its weights", async () => {
  const { stdout } = await run("derive net.safetensors --only equations");
  expect(stdout).toContain("dZ2");
  const { model } = await readRun(join(folder, "net"));
  const { stdout: whole } = await run("derive net.safetensors --json");
  expect(whole).toContain(String(model.weights!.W2!.data[0]));
});

test("names are made up where a file says none", async () => {
  const { stdout } = await run("predict netBare.safetensors 0.5,1");
  expect(stdout.split("\n")[0]).toBe("class,P(0),P(1)");
});

test.each([
  [
    "evaluate net.safetensors",
    'evaluate: expected data beside a file, which names none, but got "net.safetensors" alone. Name the data: evaluate net.safetensors <data>.',
  ],
  ["explain net.safetensors", /^explain: expected data beside a file, which names none,/],
  ["gradcheck net.safetensors", /^gradcheck: expected data beside a file/],
  ["report net.safetensors", /^report: expected data beside a file/],
  [
    "explain net.safetensors moons --layers 4:tanh,1:sigmoid",
    '--layers: expected no trained network beside it but got "net.safetensors".',
  ],
  ["report net.safetensors moons --init zeros", /^--init: expected no trained network beside it/],
  ["predict net.safetensors 1,2,3,4", /^values: expected 2 columns/],
])("%s is refused in one sentence", async (line, sentence) => {
  const { stderr, stdout, code } = await run(line);
  const said = stderr.replace(/^error: /, "").trimEnd();
  if (typeof sentence === "string") expect(said).toBe(sentence);
  else expect(said).toMatch(sentence);
  expect(stdout).toBe("");
  expect(code).toBeGreaterThan(0);
});
