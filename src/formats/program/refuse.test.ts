import { describe, expect, test } from "vitest";
import { dense, mlp } from "../../index.ts";
import { sgd } from "../../nn/optimizers/sgd.ts";
import { ejectors } from "../eject/index.ts";
import type { RunFile } from "../runFile.ts";

const code = "__import__('os').getcwd()";

/** Settings of a run file whose numbers are code; their types promise what a stranger's file need not hold. */
const hostile: Readonly<Record<string, unknown>> = {
  "a setting of the optimizer": {
    optimizer: { name: "adam", learningRate: 0.1, settings: { beta1: code, beta2: 0.9, epsilon: 1e-8 } },
  },
  "a setting of the loss": { loss: { name: "huber", settings: { delta: code } } },
  "a learning rate": { optimizer: { name: "sgd", learningRate: code, settings: {} } },
  "a number of a schedule": {
    optimizer: {
      ...sgd(0.1),
      learningRate: { schedule: "exponentialDecay", initial: 0.1, factor: code, every: 1 },
    },
  },
  "a list of a schedule": {
    optimizer: { ...sgd(0.1), learningRate: { schedule: "piecewise", rates: [0.1], boundaries: code } },
  },
  "the name of a schedule": { optimizer: { ...sgd(0.1), learningRate: { schedule: code, initial: 0.1 } } },
  "the name of an optimizer": { optimizer: { ...sgd(0.1), name: code } },
  "the name of a loss": { loss: { name: code, settings: {} } },
};

const model = mlp(2, dense(1));
model.setWeights({ W1: [[1], [2]], b1: [0] });

const runWith = (settings: unknown) =>
  ({
    network: model.network,
    dtype: "float32",
    settings: {
      loss: { name: "meanSquaredError", settings: {} },
      optimizer: sgd(0.1),
      epochs: 1,
      shuffle: true,
      seed: 0,
      l1: 0,
      l2: 0,
      ...(settings as object),
    },
    data: {
      source: { kind: "dataset", name: "moons", options: {} },
      task: "regression",
      features: ["a", "b"],
      targets: ["y"],
    },
  }) as unknown as RunFile;

describe.each(Object.values(ejectors).filter(({ trains }) => trains))(
  "a training program in $name",
  ({ write }) => {
    test.each(Object.entries(hostile))("is not written with code as %s", async (_, settings) => {
      await expect(write(model, { training: runWith(settings) })).rejects.toMatchObject({ code: "usage" });
    });

    test("is written with settings that may be", async () => {
      await expect(write(model, { training: runWith({}) })).resolves.toBeDefined();
    });
  },
);
