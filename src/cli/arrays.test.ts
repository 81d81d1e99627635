import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NDArray } from "../array/ndarray.ts";
import { writeNpy } from "../array/npy.ts";
import { RandomState } from "../array/random.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });
const json = async (line: string) => JSON.parse((await run(`${line} --json --quiet`)).stdout);
const save = (name: string, array: NDArray) => writeFileSync(join(cwd, name), writeNpy(array));

const x = new NDArray(Float32Array.from(new RandomState(0).normal(0, 1, 600)), [200, 3], "float32");
const rows = Array.from({ length: 200 }, (_, i) => x.rows([i]).data);

beforeAll(() => {
  save("x.npy", x);
  save(
    "side.npy",
    new NDArray(
      Int32Array.from(rows, ([a]) => (a! > 0 ? 7 : 3)),
      [200],
      "int32",
    ),
  );
  save(
    "size.npy",
    new NDArray(
      Float32Array.from(rows, ([a]) => 2 * a!),
      [200, 1],
      "float32",
    ),
  );
  save("few.npy", new NDArray(Float32Array.of(1, 2), [2], "float32"));
});

test("inputs and targets train from an npy file each, as they are", async () => {
  const { accuracy } = await json(
    "train x.npy --targets side.npy --layers 1:sigmoid --lr 1 --epochs 50 --out side",
  );
  expect(accuracy).toBeGreaterThan(0.95);
  const { data } = JSON.parse(readFileSync(join(cwd, "side/run.json"), "utf8"));
  expect(data.source).toEqual({ kind: "file", path: "../x.npy", options: {}, targets: "../side.npy" });
  expect([data.task, data.classes, data.features]).toEqual(["binary", ["3", "7"], ["x1", "x2", "x3"]]);
  expect(data.encoding.inputs[0]).toMatchObject({ offset: 0, scale: 1 });
  expect((await run("predict side 2,0,0")).stdout).toContain("7");
});

test("the run finds its arrays again: to be judged, and trained to the same bits", async () => {
  const first = await json("train x.npy --targets size.npy --test 0.25 --epochs 3 --weights --out first");
  const again = await json("train --config first --weights --out again");
  expect(again.weights).toEqual(first.weights);
  expect(again.test).toEqual(first.test);
  expect(JSON.parse((await run("evaluate first --json")).stdout).loss).toBe(first.test.loss);
});

test("a task that is given is kept for when the arrays are read again", async () => {
  const line = "train x.npy --targets side.npy --task regression --layers 1 --epochs 2 --out plain";
  await json(line);
  expect((await run("evaluate plain")).stdout).toMatch(/R²|r2/i);
});

test.each([
  [
    "train x.npy --targets few.npy",
    "x.npy, targets: expected 200 rows, as the inputs have, but got shape (2,).",
  ],
  [
    "train x.npy --targets size.npy --task binary",
    "expected a column of classes as whole numbers, two of them",
  ],
  [
    "train x.npy --targets side.npy --target y",
    '--target: expected a file, whose columns it names, but got the arrays of "x.npy"',
  ],
  [
    "train planar --targets side.npy",
    '--targets: expected an npy file, to go with its inputs, but got the data set "planar"',
  ],
  ["train x.npy --targets sides.npy", 'Did you mean "side.npy"?'],
  ["train - --targets side.npy", "--targets: expected two npy files but got the standard input"],
])("%s is refused", async (line, message) => {
  const { code, stderr } = await run(line);
  expect(code).not.toBe(0);
  expect(stderr).toContain(message);
});
