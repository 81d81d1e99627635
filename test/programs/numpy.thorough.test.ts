import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  datasetToCsv,
  initializers,
  makeDataset,
  numpyTraining,
  type ProgramConfig,
  parseLayers,
  parseLearningRate,
  parseLoss,
  parseOptimizer,
  sequential,
} from "../../src/index.ts";

/** Programs that are written for NumPy are run by it, and take the library's steps. */

const folder = mkdtempSync(join(tmpdir(), "chainrule-numpy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const python = (text: string) => spawnSync("python3", ["-"], { input: text, cwd: folder, encoding: "utf8" });
const hasNumpy = python("import numpy").status === 0;

/** The loss of the last epoch and the weights that a program ends with. */
function trained(
  text: string,
  names: readonly string[],
): { loss: number; weights: Record<string, number[]> } {
  const print = `import json
print()
print(json.dumps({"loss": float(LAST), "weights": {n: np.ravel(globals()[n]).tolist() for n in ${JSON.stringify(names)}}}))`;
  const last = ["total / count", "loss"].find((value) => text.includes(`{${value}:`)) ?? "0";
  const ran = python(`${text}\n${print.replace("LAST", last)}\n`);
  expect(ran.stderr, text).toBe("");
  return JSON.parse(ran.stdout.trim().split("\n").at(-1)!);
}

interface Case {
  readonly data: string;
  readonly options?: Readonly<Record<string, number>>;
  readonly layers: string;
  readonly init?: string;
  readonly bias?: boolean;
  readonly loss?: string;
  readonly optimizer?: string;
  readonly lr?: string;
  readonly settings?: Partial<ProgramConfig["settings"]>;
}

const cases: Readonly<Record<string, Case>> = {
  "the network in 11 lines": {
    ...{ data: "xor", layers: "4:sigmoid,1:sigmoid", init: "uniform(-1,1)", bias: false },
    ...{ loss: "halfSquaredError", lr: "1" },
  },
  "a small network without biases, its mean loss in the learning rate": {
    ...{ data: "xor", layers: "3:relu,3:tanh,2:softmax", bias: false, lr: "0.5", loss: "crossEntropy" },
  },
  "the flower": {
    ...{ data: "planar", options: { samples: 41, seed: 5 }, layers: "4:tanh,1:sigmoid", lr: "1.2" },
    init: "normal(0,0.01)",
  },
  "adam on a cosine, with batches in their order": {
    ...{ data: "planar", options: { samples: 50 }, layers: "5:relu,1:sigmoid", init: "orthogonal(1.5)" },
    ...{ optimizer: "adam(beta1=0.8,weightDecay=0.01)", lr: "cosine(0.05,warmup=3)" },
    settings: { batchSize: 16, shuffle: false },
  },
  "three classes from a file, with penalties and clipping": {
    ...{ data: "blobs", options: { samples: 30 }, layers: "4:gelu,3:softmax", lr: "piecewise(0.5,4:0.1)" },
    ...{ optimizer: "sgd(momentum=0.9,nesterov=true)", loss: "crossEntropy(labelSmoothing=0.1)" },
    settings: { l1: 0.01, l2: 0.1, clipNorm: 0.5, clipValue: 0.3 },
  },
  "a curve, standardized, with momentum in rmsProp": {
    ...{ data: "sineRegression", options: { samples: 25, noise: 0.1 }, layers: "4:tanh,layerNorm,1" },
    ...{ optimizer: "rmsProp(momentum=0.9,centered=true)", lr: "stepDecay(0.05,every=3,factor=0.5)" },
    ...{ loss: "huber(0.5)", settings: { scale: "standardize" } },
  },
  "batch norms and adamW": {
    ...{ data: "moons", options: { samples: 24 }, layers: "4:tanh,batchNorm,1:sigmoid", optimizer: "adamW" },
    ...{ lr: "exponentialDecay(0.1,factor=0.9,every=2)", settings: { scale: "minMax" } },
  },
  adagrad: {
    data: "xor",
    layers: "3:softplus,2:sigmoid",
    optimizer: "adagrad",
    lr: "linearWarmup(0.5,warmup=4)",
  },
};

const epochs = 7;

function configOf(one: Case): ProgramConfig {
  const dataset = makeDataset(one.data, one.options);
  const layers = parseLayers(one.layers, {
    ...(one.init && { init: one.init }),
    ...(one.bias === false && { bias: false }),
  });
  const usual = one.layers.endsWith("softmax")
    ? "crossEntropy"
    : one.layers.endsWith("sigmoid")
      ? "binaryCrossEntropy"
      : "meanSquaredError";
  return {
    network: { features: dataset.features.length, layers },
    dtype: "float64",
    settings: {
      loss: parseLoss(one.loss ?? usual),
      optimizer: parseOptimizer(one.optimizer ?? "sgd", parseLearningRate(one.lr ?? "0.1")),
      ...{ epochs, shuffle: true, seed: 3, l1: 0, l2: 0 },
      ...one.settings,
    },
    data: {
      source: { kind: "dataset", name: one.data, options: one.options ?? {} },
      task: dataset.task,
      features: dataset.features,
      targets: dataset.targets,
      ...(dataset.classes && { classes: dataset.classes }),
    },
  };
}

describe.skipIf(!hasNumpy)("where python3 has NumPy", () => {
  for (const [name, one] of Object.entries(cases))
    for (const convention of ["rows", "columns"] as const)
      test(`${name}, examples as ${convention}: the loss after ${epochs} epochs and the weights are the library's`, async () => {
        const config = configOf(one);
        const dataset = makeDataset(one.data, one.options);
        writeFileSync(join(folder, `${one.data}-examples.csv`), datasetToCsv(dataset));
        const model = sequential(config.network.features, config.network.layers);
        const { history } = await model.fit(dataset.x, dataset.y, { ...config.settings, dtype: "float64" });
        const names = Object.keys(model.weights!).filter((weight) => !/^(mean|variance)/.test(weight));
        const text = numpyTraining(config, { convention });
        const { loss, weights } = trained(text, names);
        // The few lines of a small network compute no loss.
        if (text.includes("loss =")) expect(loss, text).toBeCloseTo(history.loss.at(-1)!, 9);
        for (const weight of names) {
          const array = model.weights![weight]!;
          const isTurned = convention === "columns" && array.ndim === 2;
          const n = array.shape[0]!;
          const own = isTurned
            ? Array.from(array.data, (_, i) => array.at(i % n, Math.floor(i / n)))
            : Array.from(array.data);
          own.forEach((value, i) => {
            expect(weights[weight]![i], `${weight}: ${text}`).toBeCloseTo(value, 9);
          });
        }
      });

  test.each(Object.keys(initializers))(
    "weights of %s are those that the library draws, wide and tall",
    async (kind) => {
      const init =
        { constant: "constant(0.5)", normal: "normal(2,0.1)", uniform: "uniform(-0.5,2)" }[kind] ?? kind;
      const config = configOf({ data: "xor", layers: "5:tanh,2:tanh,1", init, loss: "meanSquaredError" });
      const settings = { ...config.settings, epochs: 0 };
      const model = sequential(3, config.network.layers);
      const { x, y } = makeDataset("xor");
      await model.fit(x, y, { ...settings, dtype: "float64" });
      const names = ["W1", "W2", "W3"];
      for (const convention of ["rows", "columns"] as const) {
        const text = numpyTraining({ ...config, settings }, { convention });
        const turned = convention === "columns" ? ".T" : "";
        const { weights } = trained(
          `${text}\nloss = 0\nW1, W2, W3 = W1${turned}, W2${turned}, W3${turned}`,
          names,
        );
        for (const name of names)
          weights[name]!.forEach((value, i) => {
            expect(value, `${convention} ${name}`).toBeCloseTo(model.weights![name]!.data[i]!, 12);
          });
      }
    },
  );

  test("names of classes are read from the file, and columns are scaled by what was measured", () => {
    const config = configOf({ data: "xor", layers: "2:tanh,3:softmax", loss: "crossEntropy" });
    writeFileSync(join(folder, "pets.csv"), 'size,age,kind\n1,2,"cat, old"\n3,4,dog\n5,9,bird\n');
    const classes = ["bird", "cat, old", "dog"];
    const number = { type: "number", fill: 3 } as const;
    const text = numpyTraining(
      {
        ...config,
        network: { ...config.network, features: 2 },
        data: {
          source: { kind: "file", path: "../pets.csv", options: {} },
          ...{ task: "multiclass", features: ["size", "age"], targets: ["kind"], classes },
          encoding: {
            version: 1,
            columns: ["size", "age", "kind"],
            inputs: [
              { ...number, name: "size", offset: 3, scale: 2 },
              { ...number, name: "age", offset: 0, scale: 1 },
            ],
            target: { task: "multiclass", name: "kind", classes },
          },
        },
      },
      { file: "pets.csv" },
    );
    const { weights } = trained(text, ["X", "Y"]);
    expect(weights.X).toEqual([-1, 2, 0, 4, 1, 9]);
    expect(weights.Y).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0]);
  });

  test("shuffled batches and dropout take NumPy's own numbers, which the program says, and it runs", () => {
    const config = configOf({
      ...{ data: "planar", layers: "3:relu,dropout(0.2),1:sigmoid" },
      settings: { batchSize: 32, earlyStopping: {} },
    });
    const text = numpyTraining({ ...config, dtype: "float32" });
    expect(text.split("\n").slice(1, 5)).toEqual([
      "# NumPy calculates in float64 here: the last digits differ from float32.",
      "# The order of the examples is NumPy's own.",
      "# The masks of dropout are NumPy's own.",
      "# All epochs are taken: it does not stop early.",
    ]);
    expect(trained(text, []).loss).toBeGreaterThan(0);
  });
});

test("the program reads as a person would write it", () => {
  const config = configOf({
    ...{ data: "xor", layers: "4:sigmoid,1:sigmoid", init: "uniform(-1,1)", bias: false },
    ...{ loss: "halfSquaredError", optimizer: "sgd(momentum=0.9)", lr: "1" },
  });
  expect(
    numpyTraining(config),
  ).toBe(`# 3 inputs, layers 4:sigmoid,1:sigmoid; loss halfSquaredError; optimizer sgd.
import numpy as np

X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
Y = np.array([[0], [1], [1], [0]], dtype=float)

rng = np.random.RandomState(3)
W1 = rng.uniform(-1, 1, (3, 4))
W2 = rng.uniform(-1, 1, (4, 1))

learning_rate = 1
W1_velocity = 0
W2_velocity = 0
m, epochs = len(X), 7

for epoch in range(1, epochs + 1):
    Z1 = X @ W1
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = A1 @ W2
    A2 = 1 / (1 + np.exp(-Z2))
    loss = 1 / 2 * np.sum((A2 - Y) ** 2)

    dA2 = A2 - Y
    dZ2 = dA2 * (A2 * (1 - A2))
    dW2 = A1.T @ dZ2
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (A1 * (1 - A1))
    dW1 = X.T @ dZ1

    W1_velocity = 0.9 * W1_velocity + dW1
    W2_velocity = 0.9 * W2_velocity + dW2
    W1 = W1 - learning_rate * W1_velocity
    W2 = W2 - learning_rate * W2_velocity

    print(f"epoch {epoch}  loss {loss:.6f}")
`);
});

test("a small network without biases comes out in the lines of lesson 2", () => {
  const config = configOf({
    ...{ data: "xor", layers: "4:sigmoid,1:sigmoid", init: "uniform(-1,1)", bias: false },
    ...{ loss: "halfSquaredError", lr: "1", settings: { epochs: 60_000, seed: 1 } },
  });
  expect(
    numpyTraining(config),
  ).toBe(`# 3 inputs, layers 4:sigmoid,1:sigmoid; loss halfSquaredError; optimizer sgd.
import numpy as np

X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
Y = np.array([[0], [1], [1], [0]], dtype=float)

rng = np.random.RandomState(1)
W1 = rng.uniform(-1, 1, (3, 4))
W2 = rng.uniform(-1, 1, (4, 1))

for epoch in range(60000):
    A1 = 1 / (1 + np.exp(-X @ W1))
    A2 = 1 / (1 + np.exp(-A1 @ W2))
    dZ2 = (A2 - Y) * (A2 * (1 - A2))
    dZ1 = (dZ2 @ W2.T) * (A1 * (1 - A1))
    W2 -= A1.T @ dZ2
    W1 -= X.T @ dZ1
print(A2)
`);
});

test.each([
  ["biases", { bias: true }],
  ["batches", { settings: { batchSize: 2 } }],
  ["momentum", { optimizer: "sgd(momentum=0.9)" }],
  ["a schedule", { lr: "cosine(1)" }],
  ["a penalty", { settings: { l2: 0.1 } }],
  ["clipping", { settings: { clipNorm: 1 } }],
  ["four layers", { layers: "2:tanh,2:tanh,2:tanh,1:sigmoid" }],
] as const)("with %s it is written out", (_, changed) => {
  const config = configOf({ data: "xor", layers: "4:sigmoid,1:sigmoid", bias: false, ...changed });
  expect(numpyTraining(config)).toContain("for epoch in range(1, epochs + 1):");
});

test("of parts and files there is a CSV, which the program names, with the command that writes it", () => {
  const config = configOf({
    data: "moons",
    options: { samples: 30, noise: 0.2, seed: 4 },
    layers: "2:tanh,1:sigmoid",
  });
  expect(numpyTraining(config)).toContain(
    `# npx chainrule data export moons --samples 30 --noise 0.2 --data-seed 4 --out "moons-examples.csv"
rows = np.loadtxt("moons-examples.csv", delimiter=",", skiprows=1)
X, Y = rows[:, :2], rows[:, 2:3]
`,
  );
  const parted = { ...config, data: { ...config.data, split: { test: 0.2 } } };
  expect(numpyTraining(parted)).toContain('rows = np.loadtxt("moons-training.csv"');
  const file = { kind: "file", path: "a/b\nimport os.csv", options: {} } as const;
  expect(numpyTraining({ ...config, data: { ...config.data, source: file } })).not.toContain("\nimport os");
});

test("what no short program does is refused", () => {
  const config = configOf({ data: "xor", layers: "1:sigmoid" });
  const settings = (given: Partial<ProgramConfig["settings"]>) => ({
    ...config,
    settings: { ...config.settings, ...given },
  });
  expect(() => numpyTraining(settings({ optimizer: parseOptimizer("lbfgs") }))).toThrow(
    "numpyTraining: expected an optimizer whose update is one formula but got lbfgs, which searches along lines. Choose sgd or adam.",
  );
  expect(() => numpyTraining(settings({ classWeights: "balanced" }))).toThrow(
    "numpyTraining: expected examples that all count the same but got weights of classes. Leave classWeights out.",
  );
});
