import { expect, test } from "vitest";
import { sgd } from "../../../nn/optimizers/sgd.ts";
import type { ProgramConfig } from "../config.ts";
import { examplesFile } from "./data.ts";

const configOf = (path: string): ProgramConfig => ({
  network: { features: 1, layers: [] },
  settings: {
    loss: { name: "meanSquaredError", settings: {} },
    optimizer: sgd(0.1),
    epochs: 1,
    shuffle: true,
    seed: 0,
    l1: 0,
    l2: 0,
  },
  data: {
    source: { kind: "file", path, options: {} },
    task: "regression",
    features: ["x"],
    targets: ["y"],
  },
});

test.each([
  ["flower.csv", "flower-examples.csv"],
  ["data/2024.05/flower.tsv", "flower-examples.csv"],
  ["..\\..\\flower.csv", "flower-examples.csv"],
  // What stands before a line's end must not hide the folders behind it.
  ["\n/../../flower.csv", "flower-examples.csv"],
  ["\u2028../flower.csv", "flower-examples.csv"],
  ["data/..", ".-examples.csv"],
])("the examples of %j go into a file beside the program", (path, expected) => {
  expect(examplesFile(configOf(path))).toBe(expected);
});
