import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { jax } from "../../src/formats/eject/jax/jax.ts";
import { numpy } from "../../src/formats/eject/numpy/numpy.ts";
import { toleranceOf } from "../../src/formats/eject/python/frame.ts";
import { pytorch } from "../../src/formats/eject/pytorch/pytorch.ts";
import {
  dense,
  fitEncoding,
  lbfgs,
  mlp,
  numpyTraining,
  optimizers,
  type ProgramConfig,
  readCsv,
  sequential,
} from "../../src/index.ts";
import { trainedModels } from "./pythonModels.ts";
import { freeConfigs, trainingConfigs } from "./pythonRuns.ts";

/** The programs for NumPy, PyTorch and JAX are those that were run, and came as near as they must. */

const url = new URL("../golden/pythonPrograms.json", import.meta.url);
const golden: readonly {
  readonly language: string;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
  readonly error: number;
}[] = JSON.parse(readFileSync(url, "utf8"));

const ejectors = { numpy, pytorch, jax };

const ran = (language: string, kind: string, name: string) =>
  golden.find((one) => one.language === language && one.kind === kind && one.name === name);

const sha256 = (text: unknown): string => createHash("sha256").update(String(text)).digest("hex");

const writeTraining = async (language: "pytorch" | "jax", training: ProgramConfig) => {
  const { features, layers } = training.network;
  return (await ejectors[language].write(sequential(features, layers), { training })).get("model.py");
};

describe.each(["numpy", "pytorch", "jax"] as const)("the program for %s", (language) => {
  test("of every activation and layer, in both float types, is the one that gave the network's outputs", async () => {
    for (const [name, model] of trainedModels()) {
      const text = (await ejectors[language].write(model, {})).get("model.py");
      const known = ran(language, "inference", name);
      expect(sha256(text), `${name}: run scripts/golden/pythonPrograms.py\n${text}`).toBe(known?.sha256);
      expect(known!.error, name).toBeLessThanOrEqual(toleranceOf(model));
    }
  });
});

describe.each(["pytorch", "jax"] as const)("the training program for %s", (language) => {
  test("of every loss, optimizer and schedule is the one that took the library's steps", async () => {
    for (const [name, config] of trainingConfigs()) {
      const text = await writeTraining(language, config);
      const known = ran(language, "training", name);
      expect(sha256(text), `${name}: run scripts/golden/pythonPrograms.py\n${text}`).toBe(known?.sha256);
      expect(known!.error, name).toBeLessThan(1e-9);
    }
  });

  test("of every initializer, and of dropout, is one that ran", async () => {
    for (const [name, config] of freeConfigs())
      expect(sha256(await writeTraining(language, config)), name).toBe(ran(language, "free", name)?.sha256);
  });
});

test("every optimizer whose update is one formula is among the runs", () => {
  const used = new Set([...trainingConfigs().values()].map(({ settings }) => settings.optimizer.name));
  const formulas = Object.values(optimizers).filter(({ kind }) => kind === "firstOrder");
  expect(formulas.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
});

const small = () => {
  const model = mlp(2, dense(3, "relu"), dense(2, "softmax"));
  const scaling = { offset: [1, 2], scale: [0.5, 4] };
  const weights = { W1: [[1, 2, 3], [-1, 0.1, 0]], b1: [0, 0, 1], W2: [[1, 0], [0, 1], [1, 1]], b2: [0, -1] }; // biome-ignore format: matrices
  model.setWeights(weights, "float32", scaling);
  return model;
};

const about = { features: ["size", 'a"\nimport os'], classes: ["cat", "dog"] };

test("NumPy's reads as a person would write it", async () => {
  const text = (await numpy.write(small(), { about })).get("model.py") as string;
  expect(
    text.slice(0, text.indexOf("\n# chainrule.proof {")),
  ).toBe(`# A network of 2 inputs and the layers 3:relu,2:softmax, float32.
import sys

import numpy as np

features = ["size", "a\\"\\nimport os"]
classes = ["cat", "dog"]
offset = np.array([1, 2], dtype=np.float64)
scale = np.array([0.5, 4], dtype=np.float64)
W1 = np.array([[1, 2, 3], [-1, 0.1, 0]], dtype=np.float32)
b1 = np.array([0, 0, 1], dtype=np.float32)
W2 = np.array([[1, 0], [0, 1], [1, 1]], dtype=np.float32)
b2 = np.array([0, -1], dtype=np.float32)


def predict(x):
    """The outputs for x, an example a row."""
    X = np.asarray(x, dtype=np.float32)
    X = ((X - offset) / scale).astype(np.float32)
    Z1 = X @ W1 + b1
    A1 = np.maximum(0, Z1)
    Z2 = A1 @ W2 + b2
    E2 = np.exp(Z2 - np.max(Z2, axis=1, keepdims=True))
    A2 = E2 / np.sum(E2, axis=1, keepdims=True)
    return A2


def classify(x):
    """The class of each row of x."""
    return [classes[i] for i in predict(x).argmax(axis=1)]


if __name__ == "__main__":
    rows = []
    for line in filter(str.strip, sys.stdin):
        try:
            rows.append([float(number) for number in line.split(",")])
        except ValueError:
            rows.append([])
        if len(rows[-1]) != 2:
            sys.exit(f"row {len(rows)}: expected 2 numbers with commas between them")
    for outputs in predict(rows) if rows else []:
        print(",".join(repr(float(output)) for output in outputs))
`);
});

test("PyTorch's is a Sequential with its state dict, a row of weights for each unit", async () => {
  const text = (await pytorch.write(small(), {})).get("model.py") as string;
  expect(text).toContain(`network = nn.Sequential(
    nn.Linear(2, 3),
    nn.ReLU(),
    nn.Linear(3, 2),
    nn.Softmax(dim=1),
)
network.load_state_dict({
    "0.weight": torch.tensor([[1, -1], [2, 0.1], [3, 0]], dtype=torch.float32),
    "0.bias": torch.tensor([0, 0, 1], dtype=torch.float32),
    "2.weight": torch.tensor([[1, 0, 1], [0, 1, 1]], dtype=torch.float32),
    "2.bias": torch.tensor([0, -1], dtype=torch.float32),
})
network.eval()
`);
});

test("columns of a table are encoded by name, and scaled targets decoded", async () => {
  const table = readCsv(new TextEncoder().encode("size,color,price\n1,red,10\n3,blue,30\n"));
  const encoding = fitEncoding(table, { target: "price", scaleTarget: "standardize" });
  const model = mlp(3, dense(1));
  model.setWeights({ W1: [[1], [2], [3]], b1: [0] });
  for (const ejector of Object.values(ejectors)) {
    const text = (await ejector.write(model, { about: { encoding } })).get("model.py");
    expect(text).toContain(`    return [
        number(record, "size", 2, 2, 1),
        *category(record, "color", ["blue", "red"], False),
    ]`);
    expect(text).toContain("return np.asarray(outputs) * np.array([10]) + np.array([20])");
  }
});

test("with training given, NumPy's is the program of numpyTraining", async () => {
  const training = trainingConfigs().get("optimizer adagrad(epsilon=0.001)")!;
  const files = await numpy.write(sequential(2, training.network.layers), { training, name: "flower" });
  expect(files.get("flower.py")).toBe(numpyTraining(training));
});

test("a program that would hide a module from itself, and what no short program does, are refused", async () => {
  const training = trainingConfigs().get("linearWarmup")!;
  const settings = { ...training.settings, optimizer: lbfgs() };
  for (const language of ["pytorch", "jax"] as const) {
    const write = (given: ProgramConfig) => writeTraining(language, given);
    await expect(write({ ...training, settings })).rejects.toThrow(
      `${language}Training: expected an optimizer whose update is one formula but got lbfgs`,
    );
    await expect(
      write({ ...training, settings: { ...training.settings, classWeights: "balanced" } }),
    ).rejects.toThrow("expected examples that all count the same");
  }
  for (const ejector of Object.values(ejectors))
    await expect(ejector.write(small(), { name: "numpy" })).rejects.toThrow(
      'eject: expected a name that no module of Python has but got "numpy". Choose another, such as numpyModel.',
    );
  await expect(numpy.write(mlp(1, dense(1)), {})).rejects.toThrow("a model with weights");
});
