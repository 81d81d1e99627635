import { expect, test } from "vitest";
import { moons } from "../data/moons.ts";
import { prepareDataset } from "../data/prepare.ts";
import { judge } from "../metrics/judge.ts";
import { dense } from "../nn/layers/dense.ts";
import { parseLoss } from "../nn/losses/index.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { sequential } from "../train/model.ts";
import type { FitOptions } from "../train/options.ts";
import { readConfigFile, writeConfigFile } from "./configFile.ts";
import { prettyJson } from "./prettyJson.ts";
import type { RunFile } from "./runFile/run.ts";
import { readRunFile, writeRunFile } from "./runFile.ts";
import { sha256 } from "./sha256.ts";

const { encoding } = prepareDataset(moons({ samples: 10 }), { scale: "standardize" });

const run: RunFile = {
  version: 1,
  chainrule: "0.1.0",
  network: { features: 2, layers: [dense(4, "tanh", { init: "normal(0,0.01)" }), dense(1, "sigmoid")] },
  dtype: "float64",
  scaling: { offset: [0.1, -2], scale: [1 / 3, 5e-324] },
  settings: {
    loss: parseLoss("binaryCrossEntropy"),
    optimizer: {
      ...sgd(0, { momentum: 0.9 }),
      learningRate: { schedule: "cosine", initial: 0.1, warmup: 0, final: 0 },
    },
    epochs: 100,
    batchSize: 32,
    shuffle: true,
    seed: 3,
    l1: 0,
    l2: 1e-4,
    clipNorm: 1,
    classWeights: "balanced",
    validation: 0.2,
    earlyStopping: { monitor: "validationLoss", patience: 5 },
  },
  data: {
    source: { kind: "dataset", name: "moons", options: { samples: 10, noise: 0.1 } },
    task: "binary",
    features: ["x1", "x2"],
    targets: ["class"],
    classes: ["0", "1"],
    encoding,
    split: { test: 0.2, seed: 0 },
    validation: { test: 0.2, seed: 7 },
  },
  result: {
    loss: 0.30000000000000004,
    accuracy: 0.9,
    validation: { loss: 0.4, accuracy: 0.85 },
    epochs: 100,
    steps: 400,
    seconds: 1.25,
    stopped: "finished",
    metrics: judge("binary", [[0.2], [0.4]], [0, 0]).scores,
  },
  weights: { file: "weights.safetensors", sha256: "0".repeat(64) },
};

test("a run comes back as it was, to the last digit, and NaN as NaN", () => {
  expect(run.result.metrics.rocAuc).toBeNaN();
  expect(readRunFile(writeRunFile(run))).toEqual(run);
});

test("the settings of a run can be given to fit again, and its network to a model", async () => {
  const { network, settings, dtype } = readRunFile(writeRunFile(run));
  const { earlyStopping: _, ...options }: FitOptions = { ...settings, dtype, epochs: 1, validation: 0.5 };
  const model = sequential(network.features, network.layers);
  const { epochs } = await model.fit(
    [
      [0, 1],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
    [1, 0, 1, 0],
    options,
  );
  expect(epochs).toBe(1);
});

test("the text has a line for each field and one for each list of plain values", () => {
  const start = `{
  "version": 1,
  "chainrule": "0.1.0",
  "network": {
    "features": 2,
    "layers": [
      {
        "type": "dense",
        "units": 4,
        "activation": "tanh",
        "bias": true,
        "initializer": {
          "name": "normal",
          "numbers": [0, 0.01]`;
  expect(writeRunFile(run).slice(0, start.length)).toBe(start);
  expect(JSON.parse(writeRunFile(run)).result.metrics.rocAuc).toBe(null);
});

test("pretty JSON says what JSON.stringify says", () => {
  const value = {
    a: [],
    b: {},
    c: [1, "x\n", null, true],
    d: [[1], { e: undefined, f: Number.NaN }],
    g: "한",
  };
  expect(JSON.parse(prettyJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

test("fields of a later release are left out, those of a layer stay", () => {
  const later = JSON.parse(writeRunFile(run));
  later.device = "webgpu";
  later.result.energy = 3;
  later.network.layers[0].sparsity = 0.5;
  const back = readRunFile(JSON.stringify(later));
  expect(Object.keys(back)).not.toContain("device");
  expect(Object.keys(back.result)).not.toContain("energy");
  expect(back.network.layers[0]!.sparsity).toBe(0.5);
});

test("what a run is made from reads from its own file and from one without a result, and writes as such", () => {
  const { scaling: _, result: __, weights: ___, ...config } = run;
  expect(readConfigFile(writeRunFile(run))).toEqual(config);
  expect(readConfigFile(JSON.stringify(config))).toEqual(config);
  expect(JSON.parse(writeConfigFile(run))).toEqual(JSON.parse(JSON.stringify(config)));
  expect(() => readRunFile(writeConfigFile(config))).toThrow(
    "run.json: expected a field result but got none.",
  );
  const { dtype: ____, ...part } = config;
  expect(() => readConfigFile(JSON.stringify(part), "mine.json")).toThrow(
    "mine.json: expected a field dtype but got none.",
  );
});

test("a run that could not be read again is not written", () => {
  expect(() => writeRunFile({ ...run, settings: { ...run.settings, l2: Number.NaN } })).toThrow(
    "writeRunFile: expected a number from 0 at settings.l2 but got null.",
  );
});

test("a newer version says which Chainrule wrote it and what to do", () => {
  expect(() =>
    readRunFile(JSON.stringify({ ...run, version: 2, chainrule: "3.1.0" }), "run/run.json"),
  ).toThrow(
    "run/run.json: expected a run file of version 1, the newest this Chainrule reads, but got version 2, written by Chainrule 3.1.0. Upgrade: npm install chainrule@latest.",
  );
});

test("the hash of bytes is that of FIPS 180-4's example", async () => {
  expect(await sha256(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

/** The run with the value at a path replaced; undefined leaves the field out. */
function changed(path: string, value: unknown): string {
  const json = JSON.parse(writeRunFile(run));
  const keys = path.split(".");
  const parent = keys.slice(0, -1).reduce((object, key) => object[key], json);
  parent[keys.at(-1)!] = value;
  return JSON.stringify(json);
}

test.each<[string, string, string]>([
  ["no JSON", "{", "run.json: expected a run file in JSON but got text that does not parse ("],
  ["an empty text", "", "run.json: expected a run file in JSON but got text that does not parse ("],
  ["a list", "[]", "run.json: expected a run file, which states its version but got none."],
  ["null", "null", "run.json: expected a run file, which states its version but got none."],
  [
    "a version in words",
    changed("version", "one"),
    'run.json: expected a run file, which states its version but got "one".',
  ],
  ["version 0", changed("version", 0), "run.json: expected 1 at version but got 0."],
  ["no network", changed("network", undefined), "run.json: expected a field network but got none."],
  [
    "no features",
    changed("network.features", undefined),
    "run.json: expected a field network.features but got none.",
  ],
  [
    "half a feature",
    changed("network.features", 1.5),
    "run.json: expected a whole number from 1 at network.features but got 1.5.",
  ],
  [
    "no layers",
    changed("network.layers", []),
    "run.json: expected at least one layer at network.layers but got [].",
  ],
  [
    "a layer without a type",
    changed("network.layers.1.type", undefined),
    "run.json: expected a field network.layers[1].type but got none.",
  ],
  [
    "a layer that is a word",
    changed("network.layers.0", "dense"),
    'run.json: expected an object with a type at network.layers[0] but got "dense".',
  ],
  [
    "a layer with a list",
    changed("network.layers.0.units", [4]),
    "run.json: expected a number, text, true or false, or an initializer at network.layers[0].units but got [4].",
  ],
  [
    "a layer of settings nested deep",
    changed("network.layers.0.units", "DEEP").replace('"DEEP"', "[".repeat(20_000) + "]".repeat(20_000)),
    "text that does not parse (lists or objects more than 100 deep in one another)",
  ],
  [
    "a layer with a number for a name",
    changed("network.layers.0.name", 3),
    "run.json: expected text at network.layers[0].name but got 3.",
  ],
  [
    "more layers than a graph holds",
    changed("network.layers", new Array(100_000).fill(dense(1))),
    "run.json: expected at most 1000 layers at network.layers but got [",
  ],
  [
    "an unknown dtype",
    changed("dtype", "float16"),
    'run.json: expected one of "float32", "float64" at dtype but got "float16".',
  ],
  [
    "scaling for other columns",
    changed("scaling.offset", [1]),
    "run.json: expected 2 entries at scaling.offset, as network.features says, but got 1.",
  ],
  [
    "a scaling with a text",
    changed("scaling.scale.1", "1"),
    'run.json: expected a number at scaling.scale[1] but got "1".',
  ],
  [
    "a scaling that divides by 0",
    changed("scaling.scale.1", 0),
    "run.json: expected a number other than 0 at scaling.scale[1] but got 0.",
  ],
  [
    "gradients cut to nothing",
    changed("settings.clipNorm", 0),
    "run.json: expected a number above 0 at settings.clipNorm but got 0.",
  ],
  [
    "a learning rate in words",
    changed("settings.optimizer.learningRate", "high"),
    'run.json: expected a number or a schedule at settings.optimizer.learningRate but got "high".',
  ],
  [
    "negative epochs",
    changed("settings.epochs", -1),
    "run.json: expected a whole number from 0 at settings.epochs but got -1.",
  ],
  [
    "an unknown monitor",
    changed("settings.earlyStopping.monitor", "lossy"),
    'at settings.earlyStopping.monitor but got "lossy".',
  ],
  [
    "class weights in words",
    changed("settings.classWeights", "even"),
    'run.json: expected a list of numbers or "balanced" at settings.classWeights but got "even".',
  ],
  [
    "an unknown kind of source",
    changed("data.source.kind", "table"),
    'run.json: expected "dataset" or "file" at data.source.kind but got "table".',
  ],
  [
    "a source without a name",
    changed("data.source.name", undefined),
    "run.json: expected a field data.source.name but got none.",
  ],
  [
    "an unknown task",
    changed("data.task", "ranking"),
    'run.json: expected one of "binary", "multiclass", "regression" at data.task but got "ranking".',
  ],
  [
    "names for other features",
    changed("data.features", ["a"]),
    "run.json: expected 2 entries at data.features, as network.features says, but got 1.",
  ],
  [
    "classes without names",
    changed("data.classes", undefined),
    'run.json: expected the names of at least two classes at data.classes for task "binary" but got none.',
  ],
  [
    "a newer encoding",
    changed("data.encoding.version", 2),
    "run.json, data.encoding: expected an encoding of version 1 but got version 2.",
  ],
  [
    "an encoding of null",
    changed("data.encoding", null),
    "run.json: expected an encoding at data.encoding but got null.",
  ],
  [
    "a loss in words",
    changed("result.loss", "low"),
    'run.json: expected a number or null at result.loss but got "low".',
  ],
  [
    "a metric in words",
    changed("result.metrics.f1", "good"),
    'run.json: expected a number or null at result.metrics.f1 but got "good".',
  ],
  ["an unknown end", changed("result.stopped", "crash"), 'at result.stopped but got "crash".'],
  [
    "weights outside the folder",
    changed("weights.file", "../w.safetensors"),
    'run.json: expected the name of a file in the run\'s folder at weights.file but got "../w.safetensors".',
  ],
  [
    "half a hash",
    changed("weights.sha256", "ab"),
    'run.json: expected 64 hexadecimal digits at weights.sha256 but got "ab".',
  ],
])("%s is refused with the path, what must hold and what came", (_, text, message) => {
  expect(() => readRunFile(text)).toThrow(message);
});

test.each<[string, unknown, string]>([
  ["activation", "toString", 'dense "1": expected a known activation but got "toString".'],
  ["units", -3, 'dense "1": expected a positive whole number of units but got -3.'],
  ["units", 1.5, 'dense "1": expected a positive whole number of units but got 1.5.'],
  ["type", "toString", 'network: expected layers of known types but got "toString".'],
])("a foreign run whose first layer has %s %s makes no model", (setting, value, message) => {
  const { network } = readRunFile(changed(`network.layers.0.${setting}`, value));
  expect(() => sequential(network.features, network.layers)).toThrow(message);
});

test("a run of 1000 layers makes a model", () => {
  const { network } = readRunFile(changed("network.layers", new Array(1000).fill(dense(1, "tanh"))));
  expect(sequential(network.features, network.layers).network.layers.length).toBe(1000);
});
