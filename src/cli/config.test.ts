import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moons } from "../data/moons.ts";
import { readConfigFile } from "../formats/configFile.ts";
import type { RunFile } from "../formats/runFile.ts";
import { dense } from "../nn/layers/dense.ts";
import { parseLoss } from "../nn/losses/index.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { readRun } from "../node/runFolder.ts";
import { mlp } from "../train/model.ts";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

afterAll(removeScratchFolders);

const cwd = scratchFolder();
const run = (line: string, setting = {}) => runCli(line.split(" "), { cwd, ...setting });
const fileOf = (folder: string): RunFile => JSON.parse(readFileSync(join(cwd, folder, "run.json"), "utf8"));

/** What a run is made from and came to, without what the clock says. */
function lasting(folder: string) {
  const { result, ...rest } = fileOf(folder) as RunFile & { result: Record<string, unknown> };
  const { seconds: _, compileSeconds: __, engine: ___, ...outcome } = result;
  return { ...rest, result: outcome };
}

const pets = Array.from({ length: 60 }, (_, i) => {
  const size = (i * 37) % 17;
  const kind = ["cat", "dog", "owl"][(i * 7) % 3];
  return `${i % 11 === 5 ? "" : size},${["red", "blue"][i % 2]},${size + 0.3 * i},${kind}`;
});

beforeAll(() => {
  mkdirSync(join(cwd, "data"));
  writeFileSync(join(cwd, "data/pets.csv"), ["size,color,weight,kind", ...pets].join("\n"));
});

describe("a run is trained again from its run.json to the same bits", () => {
  test.each([
    ["planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 40 --seed 3 --init normal(0,0.01) --dtype float64"],
    ["moons --no-bias --optimizer adam(beta1=0.8) --lr cosine(0.1,warmup=3) --batch 16 --epochs 5 --l2 0.01"],
    [
      "moons --test 0.25 --validation 0.2 --data-seed 5 --samples 150 --scale minMax --epochs 60 --early-stop 3",
    ],
    ["sineRegression --layers 6:tanh,dropout(0.1),1 --noise 0.2 --no-shuffle --batch 10 --epochs 5"],
    ["data/pets.csv --test 0.2 --validation 0.25 --data-seed 9 --epochs 30 --class-weights balanced"],
    [
      "data/pets.csv --target weight --missing drop --ignore kind --validation 9 --data-seed 4 --epochs 20 --clip-norm 1",
    ],
    ["data/pets.csv --types size=category --scale none --test 12 --epochs 20 --batch 8 --seed 7"],
  ])("%s", async (line) => {
    expect(await run(`train ${line} --quiet --out first`)).toEqual({ code: 0, stdout: "", stderr: "" });
    mkdirSync(join(cwd, "deeper"), { recursive: true });
    const again = await run("train --config first/run.json --quiet --out deeper/again");
    expect(again).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(fileOf("deeper/again").weights.sha256).toBe(fileOf("first").weights.sha256);
    const { source, ...data } = lasting("deeper/again").data;
    const first = lasting("first");
    expect({ ...lasting("deeper/again"), data }).toEqual({
      ...first,
      data: Object.fromEntries(Object.entries(first.data).filter(([key]) => key !== "source")),
    });
    expect(source.kind === "file" && source.path).toBe(
      first.data.source.kind === "file" && `../${first.data.source.path}`,
    );
    await run("train --config deeper/again --quiet --out deeper/third");
    expect(fileOf("deeper/third").weights.sha256).toBe(fileOf("first").weights.sha256);
  });

  test("data that came on the standard input is asked for there again", async () => {
    const stdin = readFileSync(join(cwd, "data/pets.csv"));
    await run("train - --epochs 10 --quiet --out piped", { stdin });
    await run("train --config piped --quiet --out again", { stdin });
    expect(fileOf("again").weights.sha256).toBe(fileOf("piped").weights.sha256);
  });

  test("a run of an older file, which states the share that was watched alone", async () => {
    await run("train moons --validation 0.2 --epochs 10 --quiet --out older");
    const { validation: _, ...data } = fileOf("older").data;
    writeFileSync(join(cwd, "older.json"), JSON.stringify({ ...fileOf("older"), data }));
    await run("train --config older.json --quiet --out again");
    expect(fileOf("again").weights.sha256).toBe(fileOf("older").weights.sha256);
  });
});

test("a file without a result is enough, and is what fit was told", async () => {
  const { x, y } = moons({ samples: 60 });
  const model = mlp(2, dense(5, "tanh"), dense(1, "sigmoid"));
  const settings = { epochs: 12, batchSize: 8, seed: 4, l1: 0, l2: 0.001, shuffle: true } as const;
  const own = { scale: "standardize", validation: 0.25 } as const;
  await model.fit(x, y, { ...settings, ...own, optimizer: sgd(0.3) });
  const config = {
    version: 1,
    chainrule: "0.1.0",
    network: model.network,
    dtype: "float32",
    settings: {
      ...settings,
      ...own,
      optimizer: sgd(0.3),
      loss: parseLoss("binaryCrossEntropy"),
    },
    data: {
      source: { kind: "dataset", name: "moons", options: { samples: 60 } },
      task: "binary",
      features: ["x1", "x2"],
      targets: ["class"],
      classes: ["0", "1"],
    },
  };
  writeFileSync(join(cwd, "config.json"), JSON.stringify(config));
  expect(await run("train --config config.json --quiet --out made")).toMatchObject({ code: 0, stderr: "" });
  const stored = await readRun(join(cwd, "made"));
  for (const [name, { data }] of Object.entries(model.weights!))
    expect([...stored.model.weights![name]!.data], name).toEqual([...data]);
  expect(stored.model.scaling).toEqual(model.scaling);
  expect(readConfigFile(readFileSync(join(cwd, "made/run.json"), "utf8"))).toEqual(
    readConfigFile(JSON.stringify({ ...config, chainrule: fileOf("made").chainrule })),
  );
  expect((await run("evaluate made")).code).toBe(0);
  await run("train --config made --quiet --out madeAgain");
  expect(fileOf("madeAgain").weights.sha256).toBe(fileOf("made").weights.sha256);
});

describe("options beside the file", () => {
  beforeAll(async () => {
    await run(
      "train planar --layers 4:tanh,1:sigmoid --optimizer sgd(momentum=0.9) --lr 0.5 --epochs 20 --seed 3 --l2 0.01 --quiet --out base",
    );
  });
  const changed = async (options: string) => {
    const { code, stderr } = await run(`train --config base ${options} --quiet --out changed`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return fileOf("changed");
  };

  test.each([
    ["--epochs 7", { epochs: 7 }],
    ["--batch 50 --no-shuffle", { batchSize: 50, shuffle: false }],
    ["--seed 8", { seed: 8 }],
    ["--l2 0", { l2: 0 }],
    ["--lr 0.1", { optimizer: { ...sgd(0.1), settings: expect.objectContaining({ momentum: 0.9 }) } }],
    ["--optimizer rmsProp", { optimizer: expect.objectContaining({ name: "rmsProp", learningRate: 0.01 }) }],
    ["--optimizer sgd(0.2)", { optimizer: sgd(0.2) }],
    ["--loss meanSquaredError", { loss: expect.objectContaining({ name: "meanSquaredError" }) }],
  ])("%s replaces that setting and no other", async (options, expected) => {
    const { settings, weights } = await changed(options);
    expect(settings).toEqual({ ...fileOf("base").settings, ...expected });
    expect(weights.sha256).not.toBe(fileOf("base").weights.sha256);
  });

  test("the same settings said with options give the same bits", async () => {
    await run(
      "train planar --layers 4:tanh,1:sigmoid --optimizer sgd(momentum=0.9) --lr 0.1 --epochs 20 --seed 3 --l2 0.01 --quiet --out said",
    );
    expect((await changed("--lr 0.1")).weights.sha256).toBe(fileOf("said").weights.sha256);
  });

  test("--layers replaces the network, with --init and --no-bias", async () => {
    const { network } = await changed("--layers 3:relu,1:sigmoid --no-bias --init uniform(-1,1)");
    expect(network.layers).toMatchObject([
      { units: 3, bias: false, initializer: { name: "uniform", numbers: [-1, 1] } },
      { units: 1 },
    ]);
  });

  test("other data is described by the options, the rest stays", async () => {
    const { data, settings } = await changed("moons --samples 80 --test 0.25");
    expect(data).toMatchObject({
      source: { name: "moons", options: { samples: 80 } },
      split: { test: 0.25 },
    });
    expect(settings).toEqual(fileOf("base").settings);
  });

  test.each<[string, number, string]>([
    [
      "--samples 10",
      2,
      "--samples: expected named data beside --config, which brings its own, but got none.",
    ],
    ["--validation 0.2", 2, "--validation: expected named data beside --config, which brings its own,"],
    ["--init zeros", 2, "--init: expected --layers beside --config, which brings its own, but got none."],
    ["--no-bias", 2, "--no-bias: expected --layers beside --config, which brings its own, but got none."],
    ["--layers 3:softmax", 2, "--layers: expected a last layer of 1 or 2 units, for two classes,"],
    ["data/pets.csv", 3, "--config: expected data with 2 inputs, as its network has, but got 4."],
    ["--epochs many", 2, '--epochs: expected a whole number from 0 but got "many".'],
  ])("%s is refused in a sentence", async (options, expected, sentence) => {
    const { code, stderr } = await run(`train --config base ${options} --quiet --out refused`);
    expect(stderr).toContain(`error: ${sentence}`);
    expect(code).toBe(expected);
  });
});

test("a file that is not there, is broken, or says too little is refused in a sentence", async () => {
  await run("train data/pets.csv --epochs 1 --quiet --out gone");
  writeFileSync(join(cwd, "broken.json"), '{ "version": 1, ');
  writeFileSync(join(cwd, "little.json"), '{ "version": 1, "chainrule": "0.1.0" }');
  writeFileSync(join(cwd, "newer.json"), '{ "version": 2, "chainrule": "9.0.0" }');
  renameSync(join(cwd, "data/pets.csv"), join(cwd, "data/moved.csv"));
  for (const [name, expected, sentence] of [
    ["none.json", 4, /^error: .*none\.json: expected a file to read but got none of that name\./],
    ["data", 4, /^error: .*run\.json: expected a file to read but got none of that name\./],
    ["broken.json", 3, /broken\.json: expected a run file in JSON but got text that does not parse/],
    ["little.json", 3, /little\.json: expected a field network but got none\./],
    ["newer.json", 3, /newer\.json: expected a run file of version 1, .* but got version 2/],
    [
      "gone",
      4,
      /^error: --config: expected a file whose data is still there but got gone, whose data is no longer at \.\.\/data\/pets\.csv\. Put it there, or name the data: train <data> --config <file>\.\n$/,
    ],
  ] as const) {
    const { code, stderr } = await run(`train --config ${name} --quiet --out refused`);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(expected);
  }
});

test("without data and without a file, train says what it needs", async () => {
  const { code, stderr } = await run("train");
  expect(stderr).toBe(
    "error: train: expected the name of a data set or a file but got none. Write train planar, or --config with the run.json of a run.\n",
  );
  expect(code).toBe(2);
});
