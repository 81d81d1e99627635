import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "../../../src/cli/testing.ts";
import { cameraOf } from "../../engine/frame.ts";
import { materialOf } from "../../engine/material.ts";
import { openedOf } from "../../engine/opened.ts";
import { type Session, sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { type FileSource, readSource, usualSource } from "../../state/fileSource.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import * as engine from "./engine.ts";
import { trainCommand } from "./file/command.ts";

afterAll(removeScratchFolders);

/** Panels of the data can be asked before a run is open. */
const nothing: Stage = {
  session() {
    throw new Error("no run is open");
  },
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const animals =
  "size,kind,legs,id\n1.5,cat,4,1\n2,cat,4,2\n,cat,4,3\n1,bird,2,4\n0.5,bird,2,5\n0.7,bird,2,6\n6,cat,4,7\n0.3,bird,2,8\n";

const usualRun = (source: string, layers: string, changed: Partial<RunSettings> = {}): Session => {
  const settings: RunSettings = {
    ...runOf(initialSettings()),
    ...{ data: "file", source, layers, init: "", optimizer: "adam", rate: "0.01", epochs: 1000, seed: 0 },
    ...changed,
  };
  return sessionOf(settings, materialOf(settings));
};

const take = async (text: string, name: string, changed: Partial<FileSource> = {}) => {
  const { sha } = await engine.take(nothing, name, bytesOf(text));
  const source = { ...usualSource(name, sha), ...changed };
  return { source, preview: await engine.preview(nothing, source) };
};

test("the gallery shows every data set that is drawn, with its options", () => {
  const entries = engine.gallery(nothing);
  expect(entries.map(({ name }) => name)).toEqual([
    "planar",
    "xor",
    "moons",
    "circles",
    "blobs",
    "gaussianQuantiles",
    "spirals",
    "checkerboard",
    "linearRegression",
    "sineRegression",
  ]);
  const moons = entries.find(({ name }) => name === "moons")!;
  expect(moons.options.noise!.default).toBe(0.1);
  expect(moons.picture.x.length).toBe(200);
});

test("a data set says what it asks of the last layer, and a value out of range is refused", () => {
  expect(engine.facts(nothing, "blobs", { centers: 5 }).outputs).toEqual({ task: "multiclass", count: 5 });
  expect(engine.facts(nothing, "linearRegression", { features: 4 })).toEqual({
    outputs: { task: "regression", count: 1 },
    features: 4,
  });
  expect(() => engine.facts(nothing, "moons", { noise: -1 })).toThrow(
    'moons, option "noise": expected a finite number of at least 0 but got -1. The default is 0.1.',
  );
});

test("a file is described before it is used", async () => {
  const { preview } = await take(animals, "animals.csv", { target: ["kind"], ignore: ["id"], test: 0.25 });
  expect(preview).toMatchObject({
    rows: 8,
    text: { encoding: "utf-8", delimiter: ",", header: true },
    outcome: {
      outputs: { task: "binary", count: 2 },
      examples: 6,
      fresh: 2,
      features: ["size", "legs"],
      usual: { layers: "8:tanh,1:sigmoid", batch: 0, epochs: 1000 },
    },
  });
  expect(preview.columns.map(({ name, role, missing }) => [name, role, missing])).toEqual([
    ["size", "input", 1],
    ["kind", "target", 0],
    ["legs", "input", 0],
    ["id", "ignored", 0],
  ]);
  expect(preview.first[2]).toEqual(["", "cat", "4", "3"]);
});

test("CP949, semicolons and a decimal comma are found", async () => {
  const cp949 = Uint8Array.of(0xb0, 0xa1, ...bytesOf(";y\n1,5;2\n2,5;3\n"));
  const { text, columns, sha } = await engine.take(nothing, "가.csv", cp949);
  expect(text).toEqual({ encoding: "cp949", delimiter: ";", header: true });
  expect(columns[0]!.name).toBe("가");
  expect(sha).toMatch(/^[0-9a-f]{12}$/);
});

test("the scaling of a column is told by its numbers", async () => {
  const { preview } = await take("x,y\n1,10\n3,20\n", "two.csv", { test: 0, task: "regression" });
  expect(preview.columns[0]!.scaled).toEqual({ offset: 2, scale: 1, fill: 2, first: 1 });
  expect(preview.columns[1]!.scaled).toMatchObject({ offset: 15, scale: 5, first: 10 });
});

test("choices that make no data set are answered by the library, and the table is still shown", async () => {
  const { preview } = await take(animals, "animals.csv", { target: ["size"] });
  expect(preview.complaint).toBe(
    'animals.csv, line 4, column "size": expected a target in every row but got a missing value. Fill it in, or drop rows with missing values.',
  );
  expect(preview.columns).toHaveLength(4);
});

test("a file that is no table is refused", async () => {
  await expect(engine.take(nothing, "broken.csv", bytesOf("a,b\n1,2\n3\n"))).rejects.toThrow(
    "broken.csv, line 3: expected 2 fields, as on line 1 but got 1.",
  );
});

test("a link whose file is not there says which it needs", async () => {
  const source = "file=iris.csv&sha=3f2a91c04bd7";
  expect(engine.wanted(nothing, source)).toMatchObject({ there: false, file: { name: "iris.csv" } });
  expect(() => usualRun(source, "1:sigmoid")).toThrow(
    "data: expected the file iris.csv (SHA-256 3f2a91c04bd7...) but got none yet. Drop it on the page.",
  );
});

const commands: [string, string, Partial<FileSource>, string][] = [
  ["classes", animals, { target: ["kind"], ignore: ["id"], test: 0.25, seed: 3 }, "8:tanh,1:sigmoid"],
  [
    "numbers, with gaps dropped",
    animals,
    { target: ["legs"], task: "regression", missing: "drop", test: 0 },
    "8:tanh,1",
  ],
];

test.each(commands)(
  "a run from a file ends in the bits of the command line: %s",
  async (_, text, changed, layers) => {
    const { source, preview } = await take(text, "animals.csv", changed);
    expect(preview.outcome!.usual.layers).toBe(layers);
    const cwd = scratchFolder();
    writeFileSync(join(cwd, "animals.csv"), text);
    const command = `${trainCommand(source)} --json --weights --quiet`;
    const { stdout } = await runCli(command.split(" ").slice(1), { cwd });
    const { weights } = JSON.parse(stdout);
    const session = usualRun(await engine.prepare(nothing, source), layers);
    session.seek(session.end);
    for (const { name } of session.parameters())
      expect([name, ...session.arrays().get(name!)!]).toEqual([name, ...weights[name!].flat()]);
    session.release();
  },
);

test("the stage shows a file's own units, and its field is the same as in scaled ones", async () => {
  const text = "a,b,c,kind\n100,1,7,p\n300,3,9,q\n200,2,8,p\n400,6,4,q\n";
  const { source } = await take(text, "units.csv", { test: 0 });
  const session = usualRun(await engine.prepare(nothing, source), "3:tanh,1:sigmoid");
  const opened = openedOf(session, [0, 1]);
  expect([...opened.cloud.x]).toEqual([100, 300, 200, 400]);
  expect(session.plan().scaling).toBeUndefined();
  const camera = cameraOf(session, opened);
  const wish = { generation: 0, known: 0, resolution: 3 };
  const before = camera.take(wish).field!.output;
  expect(engine.inputs({ session: () => session }).map(({ low, mean, high }) => [low, mean, high])).toEqual([
    [100, 250, 400],
    [1, 3, 6],
    [4, 7, 9],
  ]);
  camera.hold(2, 4);
  const after = camera.take(wish).field!.output;
  expect(after[4]).not.toBe(before[4]);
  session.release();
});

test("what is read back from a link is what was prepared", async () => {
  const { source } = await take(animals, "animals.csv", { target: ["kind"], types: { legs: "category" } });
  expect(readSource(await engine.prepare(nothing, source))).toEqual(source);
});
