import { describe, expect, test } from "vitest";
import { NDArray } from "../array/ndarray.ts";
import { RandomState } from "../array/random.ts";
import { classOf } from "../data/decode.ts";
import { planar } from "../data/planar.ts";
import { splitRows } from "../data/split.ts";
import { batchNorm } from "../nn/layers/batchNorm.ts";
import { dense } from "../nn/layers/dense.ts";
import { dropout } from "../nn/layers/dropout.ts";
import { adam } from "../nn/optimizers/adam.ts";
import { lbfgs } from "../nn/optimizers/lbfgs.ts";
import { rmsProp } from "../nn/optimizers/rmsProp.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { parseLayers } from "../nn/parseLayers.ts";
import { cosine } from "../nn/schedules/cosine.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { DivergedError } from "./diverged.ts";
import type { Stopped } from "./loop.ts";
import { type Model, mlp, sequential } from "./model.ts";
import type { EpochEvent, FitOptions } from "./options.ts";

const { x, y } = planar({ samples: 100, seed: 1 });
const network = (): Model => mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
const bits = (model: Model): string =>
  Object.values(model.weights!)
    .map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex"))
    .join(" ");

describe("weights", () => {
  test("come from NumPy's RandomState(seed), W1 before W2, one unit after the other for normal draws", async () => {
    const model = mlp(
      2,
      dense(3, "tanh", { init: "normal(0,1)" }),
      dense(1, "sigmoid", { init: "uniform(-1,1)" }),
    );
    await model.fit(x, y, { epochs: 0, seed: 5, dtype: "float64" });
    const rng = new RandomState(5);
    const z = rng.randn(6);
    expect(model.weights!.W1!.tolist()).toEqual([
      [z[0], z[2], z[4]],
      [z[1], z[3], z[5]],
    ]);
    expect([...model.weights!.W2!.data]).toEqual([...rng.rand(3)].map((u) => 2 * u - 1));
    expect([...model.weights!.b1!.data]).toEqual([0, 0, 0]);
  });

  test("are drawn anew by each fit, and kept with warmStart", async () => {
    const [once, twice, warm] = [network(), network(), network()];
    await once.fit(x, y, { epochs: 4, seed: 3 });
    await twice.fit(x, y, { epochs: 9, seed: 8 });
    await twice.fit(x, y, { epochs: 4, seed: 3 });
    await warm.fit(x, y, { epochs: 2, seed: 3 });
    await warm.fit(x, y, { epochs: 2, warmStart: true });
    expect(bits(twice)).toBe(bits(once));
    expect(bits(warm)).toBe(bits(once));
  });

  test("put in by name come out the same, and misfits are named", () => {
    const model = mlp(2, dense(1, "sigmoid"));
    model.setWeights({ W1: [[1], [2]], b1: [3] }, "float64");
    expect(model.weights!.W1!.tolist()).toEqual([[1], [2]]);
    expect(() => model.setWeights({ W1: [[1, 2]], b1: [3] })).toThrow(
      'weights "W1": expected shape (2, 1) but got shape (1, 2). It fits transposed: W is inputs x units.',
    );
    expect(() => model.setWeights({ W1: [[1], [2]], b1: [3], w2: [1] })).toThrow(
      'setWeights: expected a known weight but got "w2". Did you mean "W1"? Known: W1, b1.',
    );
    expect(() => model.setWeights({ W1: [[1], [2]] })).toThrow(
      'weights "b1": expected shape (1,) but got nothing.',
    );
  });
});

describe("a last short batch", () => {
  test("is a batch of its own: every example counts once in the epoch, whatever the batch size", async () => {
    const whole = network();
    const run = await whole.fit(x, y, {
      epochs: 1,
      optimizer: sgd(0),
      batchSize: 32,
      shuffle: true,
      dtype: "float64",
    });
    const { loss, accuracy } = await whole.evaluate(x, y);
    expect(run.steps).toBe(4);
    expect(run.history.loss[0]).toBeCloseTo(loss, 14);
    expect(run.history.accuracy![0]).toBe(accuracy);
  });

  test("takes the step that its rows alone give", async () => {
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    const options = { optimizer: sgd(1), epochs: 1, shuffle: false, dtype: "float64" } as const;
    const model = network();
    await model.fit(x, y, { ...options, batchSize: 60, seed: 2 });
    const parts = network();
    await parts.fit(x.rows(rows(0, 60)), y.rows(rows(0, 60)), { ...options, seed: 2 });
    await parts.fit(x.rows(rows(60, 100)), y.rows(rows(60, 100)), { ...options, warmStart: true });
    expect(bits(parts)).toBe(bits(model));
  });
});

test("an optimizer written as text trains as the one it names", async () => {
  const [text, call] = [network(), network()];
  await text.fit(x, y, { optimizer: "sgd(momentum=0.9)", epochs: 3 });
  await call.fit(x, y, { optimizer: sgd(0.1, { momentum: 0.9 }), epochs: 3 });
  expect(bits(text)).toBe(bits(call));
  await text.fit(x, y, { optimizer: "adam(0.01,beta1=0.8)", epochs: 3 });
  await call.fit(x, y, { optimizer: adam(0.01, { beta1: 0.8 }), epochs: 3 });
  expect(bits(text)).toBe(bits(call));
});

test("a second fit is refused while the first goes on, and taken after it has ended, well or not", async () => {
  const [model, alone] = [network(), network()];
  const first = model.fit(x, y, { epochs: 3 });
  await expect(model.fit(x, y, { epochs: 3, seed: 9 })).rejects.toThrow(
    "fit: expected a model that is not in training but got one whose fit has not ended. Await that fit first, or make another model.",
  );
  await first;
  await alone.fit(x, y, { epochs: 3 });
  expect(bits(model)).toBe(bits(alone));
  await expect(model.fit(x, y, { epochs: 0.5 })).rejects.toThrow("fit epochs");
  expect((await model.fit(x, y, { epochs: 1 })).epochs).toBe(1);
});

describe("a run that was stopped and resumed", () => {
  const cases: [string, Partial<FitOptions>, Model][] = [
    ["sgd with momentum", { optimizer: sgd(0.1, { momentum: 0.9 }), batchSize: 32 }, network()],
    ["adam in float32", { optimizer: adam(0.01), batchSize: 32, dtype: "float32" }, network()],
    ["lbfgs", { optimizer: lbfgs() }, network()],
    ["lbfgs that forgets its steps", { optimizer: lbfgs({ maxLineSearch: 1 }), epochs: 60 }, network()],
    [
      "early stopping",
      { optimizer: adam(0.01), batchSize: 32, validation: 0.2, earlyStopping: { patience: 3 } },
      network(),
    ],
    [
      "dropout and batch norm",
      { optimizer: adam(0.01), batchSize: 30 },
      sequential(2, [dense(6), batchNorm(), dropout(0.3), dense(1, "sigmoid")]),
    ],
  ];
  test.each(cases)("ends with the bits of one that was not: %s", async (_, given, model) => {
    const options = { epochs: 12, seed: 4, dtype: "float64", ...given } as const;
    await model.fit(x, y, options);
    const expected = bits(model);
    const saved: Checkpoint[] = [];
    await model.fit(x, y, {
      ...options,
      checkpoint: { every: 7, unit: "steps", save: (c) => void saved.push(c) },
    });
    expect(bits(model)).toBe(expected);
    expect(saved.length).toBeGreaterThan(0);
    for (const checkpoint of saved) {
      await model.fit(x, y, { ...options, resume: checkpoint });
      expect(bits(model)).toBe(expected);
    }
  });

  test.each<[string, FitOptions, string]>([
    [
      "another optimizer",
      { optimizer: adam(0.01) },
      "resume: expected optimizer sgd at 0.5 as in the checkpoint but got optimizer adam at 0.01. Resume with the same data and options, or start anew without resume.",
    ],
    [
      "another momentum",
      { optimizer: sgd(0.5, { momentum: 0.9 }) },
      "resume: expected sgd momentum 0 as in the checkpoint but got sgd momentum 0.9. Resume",
    ],
    [
      "a schedule",
      { optimizer: sgd(cosine(0.5)) },
      "but got optimizer sgd at cosine(initial=0.5,warmup=0,final=0). Resume",
    ],
    [
      "another seed and a penalty",
      { optimizer: sgd(0.5), seed: 5, l2: 0.1 },
      "resume: expected penalty l2 0 and seed 0 as in the checkpoint but got penalty l2 0.1 and seed 5. Resume",
    ],
    [
      "fewer examples",
      { optimizer: sgd(0.5), validation: 0.25 },
      "resume: expected 100 examples as in the checkpoint but got 75 examples. Resume",
    ],
    [
      "batches",
      { optimizer: sgd(0.5), batchSize: 20 },
      "resume: expected batches of all examples as in the checkpoint but got batches of 20. Resume",
    ],
    [
      "gradients clipped",
      { optimizer: sgd(0.5), clipNorm: 1 },
      "resume: expected clipping norm none as in the checkpoint but got clipping norm 1. Resume",
    ],
    [
      "fewer epochs than are done",
      { optimizer: sgd(0.5), epochs: 1 },
      "resume: expected 2 epochs or more but got 1, where the checkpoint already has 2 epochs. Give the epochs",
    ],
  ])("is refused with %s, and only that is named", async (_, options, message) => {
    const model = network();
    const { checkpoint } = await model.fit(x, y, { epochs: 2, optimizer: sgd(0.5) });
    await expect(model.fit(x, y, { epochs: 4, ...options, resume: checkpoint })).rejects.toThrow(message);
  });

  test("is refused with other data or another network", async () => {
    const { checkpoint } = await network().fit(x, y, { epochs: 2 });
    const options = { epochs: 4, resume: checkpoint };
    await expect(network().fit(planar({ samples: 100, seed: 2 }).x, y, options)).rejects.toThrow(
      "resume: expected the data of the checkpoint but got other data. Resume with the same data and options, or start anew without resume.",
    );
    await expect(mlp(2, dense(5, "relu"), dense(1, "sigmoid")).fit(x, y, options)).rejects.toThrow(
      /^resume: expected layer 1 units 4 and layer 1 activation tanh as in the checkpoint but got layer 1 units 5 and layer 1 activation relu\./,
    );
    const another = mlp(2, dense(3, "relu"), dense(5, "relu"), dense(1, "sigmoid"));
    await expect(another.fit(x, y, { ...options, seed: 4, optimizer: adam(0.01) })).rejects.toThrow(
      "resume: expected 2 layers and layer 1 units 4 and layer 1 activation tanh as in the checkpoint but got 3 layers and layer 1 units 3 and layer 1 activation relu, and 4 more differences. Resume",
    );
  });

  test("may be given more epochs", async () => {
    const [short, long] = [network(), network()];
    const { checkpoint } = await short.fit(x, y, { epochs: 3, batchSize: 32 });
    await short.fit(x, y, { epochs: 5, batchSize: 32, resume: checkpoint });
    await long.fit(x, y, { epochs: 5, batchSize: 32 });
    expect(bits(short)).toBe(bits(long));
  });
});

describe("a run that has ended by itself", () => {
  test.each<[string, FitOptions, Stopped]>([
    [
      "early",
      { optimizer: sgd(8), validation: 0.3, seed: 1, epochs: 400, earlyStopping: { patience: 5 } },
      "earlyStopping",
    ],
    ["because nothing was left to improve", { optimizer: lbfgs(), epochs: 400 }, "converged"],
  ])("%s is as it was when it is resumed from its last checkpoint", async (_, options, stopped) => {
    const model = network();
    const run = await model.fit(x, y, options);
    const expected = bits(model);
    expect(run.stopped).toBe(stopped);
    const again = await model.fit(x, y, { ...options, resume: run.checkpoint });
    expect([again.stopped, again.epochs]).toEqual([stopped, run.epochs]);
    expect(bits(model)).toBe(expected);
  });
});

describe("what a model was trained with", () => {
  test("dtype and scaling stay where training goes on from its weights", async () => {
    const wide = x.data.map((value) => 1000 * value);
    const inputs = new NDArray(wide, [100, 2], "float64");
    const model = network();
    await model.fit(inputs, y, { scale: "standardize", dtype: "float64", epochs: 20 });
    const { loss } = await model.evaluate(inputs, y);
    await model.fit(inputs, y, { warmStart: true, epochs: 0 });
    expect(model.dtype).toBe("float64");
    expect(await model.evaluate(inputs, y)).toHaveProperty("loss", loss);
    model.setWeights(model.weights!);
    expect(await model.evaluate(inputs, y)).toHaveProperty("loss", loss);
    model.setWeights(model.weights!, "float64", null);
    expect(model.scaling).toBeUndefined();
  });

  test("the loss is the one that evaluate takes", async () => {
    const model = network();
    const run = await model.fit(x, y, { loss: "meanSquaredError", validation: { x, y }, epochs: 3 });
    expect((await model.evaluate(x, y)).loss).toBe(run.validation!.loss);
  });
});

test("a share of a regression is held out by chance, whatever its numbers", async () => {
  const points = Array.from({ length: 50 }, (_, i) => [i / 10]);
  const model = mlp(1, dense(1));
  const run = await model.fit(
    points,
    points.map(([t]) => Math.sin(t!)),
    { validation: 0.2, epochs: 1 },
  );
  expect(run.validation!.loss).toBeGreaterThan(0);
});

test("an example of several classes is right where all of them are, and a number is not right or wrong", async () => {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const labels = mlp(2, dense(2, "sigmoid"));
  labels.setWeights({
    W1: [
      [10, 0],
      [0, 10],
    ],
    b1: [-5, -5],
  });
  expect((await labels.evaluate(inputs, inputs)).accuracy).toBe(1);
  const three = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 0],
  ];
  expect((await labels.evaluate(inputs, three)).accuracy).toBe(0.75);
  const numbers = mlp(2, dense(1));
  numbers.setWeights({ W1: [[1], [0]], b1: [0] });
  expect(await numbers.evaluate(inputs, [0, 0, 1, 1])).not.toHaveProperty("accuracy");
});

test("a callback is given the weights as they are after its epoch", async () => {
  const model = network();
  const seen: number[] = [];
  await model.fit(x, y, {
    epochs: 2,
    callbacks: [({ weights }) => seen.push(weights().W1!.at(0, 0))],
  });
  expect(seen[1]).toBe(model.weights!.W1!.at(0, 0));
  expect(seen[0]).not.toBe(seen[1]);
});

describe("stopping", () => {
  test("early: the weights of the best epoch come back", async () => {
    const model = network();
    const run = await model.fit(x, y, {
      optimizer: sgd(8),
      epochs: 400,
      validation: 0.3,
      seed: 1,
      earlyStopping: { patience: 5 },
    });
    const losses = [...run.history.validationLoss!];
    const best = losses.indexOf(Math.min(...losses));
    expect(run.stopped).toBe("earlyStopping");
    expect(run.epochs).toBe(best + 1 + 5);
    expect(run.validation!.loss).toBe(losses[best]);
  });

  test("by a callback that returns false, and callbacks are waited for in order", async () => {
    const seen: string[] = [];
    const slow = async ({ epoch }: EpochEvent): Promise<undefined> => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(`slow ${epoch}`);
    };
    const stop = ({ epoch }: EpochEvent): boolean => {
      seen.push(`fast ${epoch}`);
      return epoch < 3;
    };
    const run = await network().fit(x, y, { epochs: 10, callbacks: [slow, stop] });
    expect(run.stopped).toBe("callback");
    expect(seen).toEqual(["slow 1", "fast 1", "slow 2", "fast 2", "slow 3", "fast 3"]);
  });

  test("by a signal: what was reached comes back, with a checkpoint that goes on to the same end", async () => {
    const [aborted, whole] = [network(), network()];
    const control = new AbortController();
    const options = { epochs: 6, batchSize: 16, seed: 9 };
    const stop = ({ epoch }: EpochEvent): undefined => void (epoch === 2 && control.abort());
    const run = await aborted.fit(x, y, { ...options, callbacks: [stop], signal: control.signal });
    expect([run.stopped, run.epochs]).toEqual(["aborted", 2]);
    await aborted.fit(x, y, { ...options, resume: run.checkpoint });
    await whole.fit(x, y, options);
    expect(bits(aborted)).toBe(bits(whole));
  });

  test("by a loss that is no longer finite: the step and the first value that went bad are named", async () => {
    const model = mlp(2, dense(4, "relu"), dense(1));
    const failure = await model
      .fit(x, y, { optimizer: sgd(1e6), epochs: 50, seed: 1 })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DivergedError);
    const { name, step, tensor, message, code } = failure as DivergedError;
    expect([name, code, step, tensor]).toEqual(["DivergedError", "diverged", 2, "A1 @ W2 (NaN)"]);
    expect(message).toContain("Try a smaller learning rate (100000)");
  });

  test("long work lets the event loop run", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await network().fit(x, y, { epochs: 200_000 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test("progress is told at most 50 times a second, of short epochs too, and of the last step", async () => {
    const told: { at: number; step: number }[] = [];
    const { steps } = await network().fit(x, y, {
      epochs: 300,
      batchSize: 2,
      progress: ({ step }) => told.push({ at: performance.now(), step }),
    });
    expect(told.at(-1)!.step).toBe(steps);
    const gaps = told.slice(1, -1).map(({ at }, i) => at - told[i]!.at);
    expect(gaps.filter((gap) => gap < 19)).toEqual([]);
    expect(told.length).toBeLessThan(300);
  });
});

test("a class weight of 2 gives the gradient of seeing each example of that class twice", async () => {
  const rows = [0, 1, 2, 60, 61];
  const [few, labels] = [x.rows(rows), y.rows(rows)];
  const weighted = mlp(2, dense(1, "sigmoid"));
  await weighted.fit(few, labels, { classWeights: [1, 2], optimizer: sgd(0.5), epochs: 1, dtype: "float64" });
  const doubled = mlp(2, dense(1, "sigmoid"));
  const twice = [...rows, 60, 61];
  await doubled.fit(x.rows(twice), y.rows(twice), {
    optimizer: sgd((0.5 * 7) / 5),
    epochs: 1,
    dtype: "float64",
  });
  for (const name of ["W1", "b1"])
    weighted.weights![name]!.data.forEach((w, i) => {
      expect(w).toBeCloseTo(doubled.weights![name]!.data[i]!, 14);
    });
});

test("numbers beyond float32 train where they are scaled, and in float64", async () => {
  const far = [[1e39], [3e39]];
  const scaled = mlp(1, dense(1, "sigmoid"));
  await scaled.fit(far, [0, 1], { scale: "standardize", epochs: 200, optimizer: sgd(1) });
  expect(scaled.scaling).toEqual({ offset: [2e39], scale: [1e39] });
  expect([...classOf(await scaled.predict(far))]).toEqual([0, 1]);
  const wide = mlp(1, dense(1));
  wide.setWeights({ W1: [[2]], b1: [0] }, "float64");
  expect((await wide.predict(far)).tolist()).toEqual([[2e39], [6e39]]);
});

test("rows that are held out are scaled as those that are trained on", async () => {
  const options = { scale: "minMax", validation: 0.25, seed: 3, epochs: 5 } as const;
  const [whole, parts] = [mlp(2, dense(1, "sigmoid")), mlp(2, dense(1, "sigmoid"))];
  const run = await whole.fit(x, y, options);
  const { train, test } = splitRows(x.shape[0]!, { test: 0.25, seed: 3 }, y.data);
  const validation = { x: x.rows(test), y: y.rows(test) };
  const other = await parts.fit(x.rows(train), y.rows(train), { ...options, validation });
  expect(bits(whole)).toBe(bits(parts));
  expect(run.validation).toEqual(other.validation);
});

test("the scaling is measured on the training part alone and applied again at prediction", async () => {
  const model = mlp(1, dense(1));
  await model.fit([[0], [2], [4], [6]], [0, 1, 2, 3], {
    scale: "standardize",
    validation: { x: [[100]], y: [5] },
    epochs: 0,
    dtype: "float64",
  });
  expect(model.scaling).toEqual({ offset: [3], scale: [Math.sqrt(5)] });
  model.setWeights({ W1: [[1]], b1: [0] }, "float64", { offset: [3], scale: [2] });
  expect((await model.predict([[7]])).tolist()).toEqual([[2]]);
});

test("a sigmoid and a softmax of the same problem agree on every class", async () => {
  const model = sequential(2, parseLayers("8:tanh,2:softmax"));
  await model.fit(x, y, { optimizer: adam(0.05), epochs: 300, seed: 1 });
  const outputs = await model.predict(x);
  const right = Array.from(y.data, (label, i) => Number(outputs.at(i, 1) > outputs.at(i, 0)) === label);
  expect((await model.evaluate(x, y)).accuracy).toBe(right.filter(Boolean).length / 100);
});

test("centered rmsProp survives a gradient that hardly changes", async () => {
  const run = await mlp(1, dense(1)).fit([[0.1], [0.37]], [1e6, 1e6], {
    loss: "meanAbsoluteError",
    optimizer: rmsProp(1e-6, { centered: true }),
    epochs: 2000,
  });
  expect(run.epochs).toBe(2000);
});
