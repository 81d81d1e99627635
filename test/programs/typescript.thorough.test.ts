import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/cli/testing.ts";
import {
  type ProgramConfig,
  parseLayers,
  parseLearningRate,
  parseLoss,
  parseOptimizer,
  readRunFile,
  typescriptProgram,
} from "../../src/index.ts";
import { readRun } from "../../src/node.ts";

/** Programs that are written for runs of the command line are run as they stand, and end in the same weights. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chainrule-programs-"));
beforeAll(() => {
  const library = join(folder, "node_modules/chainrule");
  mkdirSync(library, { recursive: true });
  const exports = { ".": "./index.js", "./node": "./node.js" };
  writeFileSync(
    join(library, "package.json"),
    JSON.stringify({ name: "chainrule", type: "module", exports }),
  );
  for (const entry of ["index", "node"])
    writeFileSync(
      join(library, `${entry}.js`),
      `export * from ${JSON.stringify(new URL(`../../src/${entry}.ts`, import.meta.url).href)};\n`,
    );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "pets.csv"), pets);
});
afterAll(() => rmSync(folder, { recursive: true }));

const kinds = ["cat", "dog", "cat", "bird"];
const pets = [
  "row,size,colour,age,kind",
  ...Array.from({ length: 40 }, (_, i) =>
    [
      i,
      i % 9 === 0 ? "" : (i * 7) % 13,
      ["red", "blue", "green"][(i * i) % 3],
      i % 11 === 3 ? "" : (i * 5) % 17,
      kinds[i % 4],
    ].join(","),
  ),
].join("\n");

/** Command lines of `train`, each with what is special about it. */
const runs: Readonly<Record<string, string>> = {
  plain: "planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 30 --seed 3 --init normal(0,0.01)",
  bits: "xor --layers 4:sigmoid,1:sigmoid --no-bias --loss halfSquaredError --lr 1 --epochs 20 --dtype float64",
  parts:
    "moons --samples 60 --noise 0.2 --test 0.25 --validation 0.2 --data-seed 4 --standardize --layers 5:relu,dropout(0.2),1:sigmoid --optimizer adam(beta1=0.8) --lr cosine(0.05,warmup=5) --batch 8 --epochs 6 --class-weights balanced",
  watched:
    "sineRegression --samples 50 --validation 0.3 --scale minMax --layers 6:tanh,layerNorm,1 --loss huber(2) --optimizer lbfgs(history=5) --epochs 8",
  softmax:
    "blobs --samples 60 --test 12 --layers 4:tanh,batchNorm(momentum=0.8),3:softmax --loss crossEntropy(labelSmoothing=0.1) --lr piecewise(0.2,10:0.1) --l2 0.01 --clip-norm 0.5 --batch 20 --no-shuffle --epochs 9",
  file: "pets.csv --ignore row --layers 4:tanh,3:softmax --epochs 12 --lr 0.3 --scale minMax",
  fileParts:
    "pets.csv --ignore row --missing drop --test 0.2 --validation 0.25 --data-seed 2 --layers 4:tanh,3:softmax --epochs 12 --early-stop 3",
  numbers:
    "pets.csv --target age --task regression --missing drop --test 0.2 --layers 4:tanh,1 --optimizer rmsProp --epochs 7",
};

/** Trains by the command line, writes the program, runs it, and gives the weights of both. */
async function bothWays(name: string) {
  const { code, stderr } = await runCli(["train", ...runs[name]!.split(" "), "--out", name, "--quiet"], {
    cwd: folder,
  });
  expect(code, stderr).toBe(0);
  const { model } = await readRun(join(folder, name));
  const text = typescriptProgram(readRunFile(readFileSync(join(folder, name, "run.json"), "utf8")));
  const print =
    "process.stdout.write(JSON.stringify(Object.entries(model.weights!).map(([k, w]) => [k, ...w.data])));";
  writeFileSync(join(folder, name, "train.ts"), text);
  writeFileSync(join(folder, name, "print.ts"), `${text}\nconsole.log();\n${print}\n`);
  const ran = spawnSync(process.execPath, ["print.ts"], { cwd: join(folder, name), encoding: "utf8" });
  expect(ran.stderr).toBe("");
  const expected = Object.entries(model.weights!).map(([key, { data }]) => [key, ...data]);
  return {
    text,
    weights: JSON.parse(ran.stdout.split("\n").at(-1)!) as unknown,
    expected,
  };
}

test.each(Object.keys(runs))(
  "the program of the run %s ends in the run's weights, bit by bit",
  async (name) => {
    const { text, weights, expected } = await bothWays(name);
    expect(weights, text).toEqual(expected);
  },
);

const config: ProgramConfig = {
  network: { features: 2, layers: parseLayers("4:tanh,1:sigmoid", { init: "normal(0,0.01)" }) },
  settings: {
    loss: parseLoss("binaryCrossEntropy"),
    optimizer: parseOptimizer("sgd", parseLearningRate("cosine(1.2,warmup=10)")),
    epochs: 100,
    shuffle: true,
    seed: 3,
    l1: 0,
    l2: 0,
  },
  data: {
    source: { kind: "dataset", name: "planar", options: { samples: 400 } },
    task: "binary",
    features: ["x1", "x2"],
    targets: ["class"],
  },
};

test("a program reads as a person would write it: what is by default is left out", () => {
  expect(typescriptProgram(config)).toBe(`import { cosine, dense, mlp, planar, sgd } from "chainrule";

const { x, y } = planar({ samples: 400 });

const model = mlp(
  2,
  dense(4, "tanh", { init: "normal(0,0.01)" }),
  dense(1, "sigmoid", { init: "normal(0,0.01)" }),
);
const run = await model.fit(x, y, {
  loss: "binaryCrossEntropy",
  optimizer: sgd(cosine(1.2, { warmup: 10 })),
  epochs: 100,
  seed: 3,
  dtype: "float32",
});
console.log("loss", run.last.loss, "after", run.steps, "steps");
`);
});

test("pictures come by the loader, with the folder they lie in", () => {
  const source = { kind: "dataset", name: "mnist", options: { samples: 100 }, dataDir: "../digits" } as const;
  expect(typescriptProgram({ ...config, data: { ...config.data, source } })).toContain(
    'const { x, y } = await loadDataset("mnist", { options: { samples: 100 }, dataDir: "../digits" });',
  );
});

test("names and paths of a foreign run file cannot become code", () => {
  const path = 'a"); process.exit(); ("';
  const source = { kind: "file", path, options: {} } as const;
  expect(typescriptProgram({ ...config, data: { ...config.data, source } })).toContain(
    `await readTableFile(${JSON.stringify(path)})`,
  );
  const evil = { kind: "dataset", name: "planar(); process.exit", options: {} } as const;
  expect(() => typescriptProgram({ ...config, data: { ...config.data, source: evil } })).toThrow(
    /dataset: expected the name of a data set but got/,
  );
  const layers = [{ type: "process.exit", name: "x" }];
  expect(() => typescriptProgram({ ...config, network: { features: 2, layers } })).toThrow(
    /network: expected layers of known types/,
  );
});

test("data of the standard input is gone, and the error says what to do", () => {
  const source = { kind: "file", path: "-", options: {} } as const;
  expect(() => typescriptProgram({ ...config, data: { ...config.data, source } })).toThrow(
    "program: expected a run on a data set or a file but got one whose data came on the standard input. Save the data to a file, and name it in data.source.path.",
  );
});

test("the programs pass the compiler as they stand", () => {
  const tsconfig = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      paths: { chainrule: [join(root, "src/index.ts")], "chainrule/node": [join(root, "src/node.ts")] },
    },
    include: [],
    files: Object.keys(runs).map((name) => `${name}/train.ts`),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const tsc = join(root, "node_modules/@typescript/native/bin/tsc");
  expect(spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout).toBe("");
});
