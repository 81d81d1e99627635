import { describe, expect, test } from "vitest";
import type { NDArray } from "../../array/ndarray.ts";
import { planar } from "../../data/planar.ts";
import { adam, dense, dropout, type Layer, sgd } from "../../nn/index.ts";
import { wasm } from "../../run/wasm.ts";
import { mlp } from "../../train/model.ts";
import { type ExplainOptions, explain } from "./explain.ts";
import type { Trace } from "./trace.ts";

const { x, y } = planar({ samples: 20, seed: 1 });
const tanhNet = () => mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));

/** The trace of the k-th update, each taken from the one before. */
const following = (trace: Trace, k: number): Trace => (k === 0 ? trace : following(trace.next(), k - 1));

const settings: Readonly<Record<string, readonly [ExplainOptions, ...Layer[]]>> = {
  sgd: [{ optimizer: sgd(1.2) }],
  momentum: [{ optimizer: sgd(0.3, { momentum: 0.9 }), dtype: "float64" }],
  nesterov: [{ optimizer: sgd(0.3, { momentum: 0.9, nesterov: true }) }],
  adam: [{ optimizer: adam(0.05) }],
  "weight decay and l2": [{ optimizer: sgd(0.5, { weightDecay: 0.01 }), l2: 0.01 }],
  "mini-batches with a short last one": [{ optimizer: adam(0.05), batchSize: 8, seed: 5 }],
  "batches in the given order": [{ optimizer: sgd(0.5), batchSize: 6, shuffle: false }],
  dropout: [{ optimizer: adam(0.05), batchSize: 7 }, dense(6, "relu"), dropout(0.3), dense(1, "sigmoid")],
  "a schedule and clipped gradients": [{ optimizer: "sgd", clipNorm: 0.1, batchSize: 10 }],
  "class weights": [{ optimizer: sgd(0.5), classWeights: [1, 3] }],
};

describe.each(Object.entries(settings))("%s", (_, [options, ...layers]) => {
  const model = () => (layers.length > 0 ? mlp(2, ...layers) : tanhNet());
  const epochs = 4;

  test("compiled training and traces in sequence end in the same weights, to the bit", async () => {
    const trained = model();
    const run = await trained.fit(x, y, { ...options, epochs, backend: wasm });
    const last = following(explain(model(), x, y, { ...options, epochs }), run.steps - 1);
    for (const [name, values] of Object.entries(trained.weights!))
      expect([...last.after.get(name)!.data], name).toEqual([...values.data]);
  });

  test("a later step is the one that the traces before it lead to", () => {
    const jumped = explain(model(), x, y, { ...options, epochs, step: 3 });
    const walked = following(explain(model(), x, y, { ...options, epochs }), 3);
    expect(jumped.place).toEqual(walked.place);
    for (const [i, entry] of jumped.entries.entries())
      expect([...entry.value.data], entry.name).toEqual([...walked.entries[i]!.value.data]);
  });
});

test("a checkpoint is gone on from with what the optimizer remembers", async () => {
  const options = { optimizer: adam(0.05), batchSize: 8, epochs: 3, seed: 2 };
  const half = tanhNet();
  const { checkpoint } = await half.fit(x, y, { ...options, epochs: 1 });
  const whole = tanhNet();
  await whole.fit(x, y, options);
  const last = following(explain(half, x, y, { ...options, resume: checkpoint }), 5);
  expect([...last.after.get("W1")!.data]).toEqual([...whole.weights!.W1!.data]);
});

test("entries come in the order of the texts, and every name of the graph's six equations is there", () => {
  const { entries } = explain(tanhNet(), x, y, { optimizer: sgd(1.2) });
  expect(entries.map(({ name }) => name).join(" ")).toBe(
    "X Y Z1 A1 Z2 A2 loss dZ2 dW2 db2 dA1 dZ1 dW1 db1 W1 b1 W2 b2",
  );
  expect(entries.map(({ role }) => role[0]).join("")).toBe("ddfffflbbbbbbbuuuu");
  expect(entries.map(({ formula }) => formula?.text)).toEqual([
    undefined,
    undefined,
    "Z1 = X W1 + b1",
    "A1 = tanh(Z1)",
    "Z2 = A1 W2 + b2",
    "A2 = 1 / (1 + exp(-Z2))",
    "loss = (1/m) sum(Y * log(1 + exp(-Z2)) + (1 - Y) * log(1 + exp(Z2)))",
    "dZ2 = A2 - Y",
    "dW2 = (1/m) A1^T dZ2",
    "db2 = (1/m) sum(dZ2, axis 0)",
    "dA1 = dZ2 W2^T",
    "dZ1 = dA1 * (1 - A1^2)",
    "dW1 = (1/m) X^T dZ1",
    "db1 = (1/m) sum(dZ1, axis 0)",
    "W1 := W1 - learningRate * dW1",
    "b1 := b1 - learningRate * db1",
    "W2 := W2 - learningRate * dW2",
    "b2 := b2 - learningRate * db2",
  ]);
});

test("a negative number stands in brackets beside another, and bare as the argument of a function", () => {
  const trace = explain(tanhNet(), x, y, { optimizer: sgd(1.2), sample: 0 });
  const numbers = (element: string) => trace.entry(element).numbers;
  const negative = trace.step("Z1").value.data.findIndex((z) => z < 0);
  const a = numbers(`A1[0,${negative}]`)!;
  expect(a.text).toMatch(/^A1\[0,\d\] = tanh\(-[\d.]+\) = -[\d.]+$/);
  expect(a.latex).toMatch(/\\tanh ?\(-[\d.]+\) = /);
  expect(numbers(`dZ1[0,${negative}]`)!.text).toMatch(
    /\(1 - \(-[\d.]+\) \* \(-[\d.]+\)\)|\(1 - \(-[\d.]+\)\^2\)/,
  );
});

test("with examples as columns, every matrix is turned and the equations are those of lessons 4 and 5", () => {
  const options = { optimizer: sgd(1.2) };
  const trace = explain(tanhNet(), x, y, { ...options, convention: "columns" });
  const rows = explain(tanhNet(), x, y, options);
  const shapeOf = (name: string) => trace.step(name).value.shape;
  expect([shapeOf("W1"), shapeOf("b1"), shapeOf("W2"), shapeOf("b2")]).toEqual([
    [4, 2],
    [4, 1],
    [1, 4],
    [1, 1],
  ]);
  expect([shapeOf("X"), shapeOf("Y"), shapeOf("Z1"), shapeOf("dZ2")]).toEqual([
    [2, 20],
    [1, 20],
    [4, 20],
    [1, 20],
  ]);
  expect(trace.step("dW2").formula!.text).toBe("dW2 = (1/m) dZ2 A1^T");
  expect(trace.step("dA1").formula!.text).toBe("dA1 = W2^T dZ2");
  expect(trace.step("db1").formula!.text).toMatch(/^db1 = \(1\/m\) sum\(dZ1, axis 1/);
  const [wide, tall] = [trace.step("dW1").value.tolist(), rows.step("dW1").value.tolist()] as number[][][];
  expect(wide![2]![1]).toBe(tall![1]![2]);
  expect(trace.entry("dW1[2,1]").value).toBe(rows.entry("dW1[1,2]").value);
  expect(trace.step("b1").shapes).toEqual({ rows: [4], columns: [4, 1] });
});

/** As the kernel of a matrix product adds, and as a reduction does. */
const adders = {
  sequence: (terms: readonly number[], round: (x: number) => number) =>
    terms.reduce((sum, term) => round(sum + term), 0),
  lanes(terms: readonly number[], round: (x: number) => number) {
    const lanes = terms.slice(0, 16);
    for (const [i, term] of terms.entries()) if (i >= 16) lanes[i % 16] = round(lanes[i % 16]! + term);
    for (const apart of [8, 4, 2, 1])
      for (let lane = 0; lane < apart && lane + apart < lanes.length; lane++)
        lanes[lane] = round(lanes[lane]! + lanes[lane + apart]!);
    return lanes[0]!;
  },
};

test.each(["float32", "float64"] as const)(
  "the contributions to an element add up to it exactly, in %s",
  (dtype) => {
    const round = dtype === "float32" ? Math.fround : (v: number) => v;
    const trace = explain(tanhNet(), x, y, { optimizer: sgd(1.2), dtype });
    for (const name of ["dW1[0,1]", "dW1[1,3]", "dW2[2,0]", "db1[3]", "db2[0]", "loss"]) {
      const { contributions, total, order, value } = trace.entry(name);
      expect(contributions.map(({ example }) => example)).toEqual([...Array(20).keys()]);
      const sum = adders[order!](
        contributions.map((one) => one.value),
        round,
      );
      expect(sum, name).toBe(total);
      expect(round(round(1 / 20) * sum), name).toBe(value);
    }
    const [data, w1, b1] = ["X", "W1", "b1"].map((name) =>
      (trace.step(name).before ?? trace.step(name).value).tolist(),
    );
    const z = trace.entry("Z1[3,2]");
    expect(z.contributions.map(({ value }) => value)).toEqual(
      (data as number[][])[3]!.map((v, i) => round(v * (w1 as number[][])[i]![2]!)),
    );
    expect(round(z.total! + (b1 as number[])[2]!)).toBe(z.value);
  },
);

test("the terms of a loss over several outputs belong to their examples", () => {
  const model = mlp(2, dense(3, "softmax"));
  const { contributions } = explain(
    model,
    [
      [1, 2],
      [3, 4],
    ],
    [0, 2],
  ).entry("loss[]");
  expect(contributions.map(({ example }) => example)).toEqual([0, 0, 0, 1, 1, 1]);
});

test("a hidden error term is the sum over the paths through all the outputs the unit feeds", () => {
  const model = mlp(2, dense(2, "sigmoid"), dense(3, "sigmoid"));
  const targets = [
    [0, 1, 0],
    [1, 0, 1],
  ];
  const trace = explain(
    model,
    [
      [1, 2],
      [-1, 0.5],
    ],
    targets,
    { loss: "halfSquaredError", dtype: "float64" },
  );
  const [gradient] = trace.entry("dW1[0,1]").contributions;
  expect(gradient!.from).toEqual(["dZ1[0,1]"]);
  expect(trace.entry("dZ1[0,1]").from).toEqual(["dA1[0,1]"]);
  const paths = trace.entry("dA1[0,1]").contributions;
  expect(paths.map(({ symbols }) => symbols)).toEqual([
    "dZ2[0,0] * W2[1,0]",
    "dZ2[0,1] * W2[1,1]",
    "dZ2[0,2] * W2[1,2]",
  ]);
  const dA1 = trace.step("dA1").value as NDArray;
  expect(
    adders.sequence(
      paths.map(({ value }) => value),
      (v) => v,
    ),
  ).toBe(dA1.data[1]);
});

test("a sentence says what was taken out of an error term, and of which outputs were too low", () => {
  const mean = explain(tanhNet(), x, y, { optimizer: sgd(1.2) });
  for (const name of ["dZ2", "dA1", "dZ1"])
    expect(mean.step(name).why.en).toContain(", times 20: the 1/20 of the mean stands before the gradients.");
  expect(mean.step("dZ2").why.en).toMatch(/So 10 outputs are too low and 10 too high\.$/);
  const sum = explain(tanhNet(), x, y, { loss: "halfSquaredError" });
  expect(sum.step("dZ2").why.en).toMatch(/^The slope of the loss along each element of Z2\. Where/);
});

test("a gradient is called a mean only where 1/m stands in its formula", () => {
  const whys = (loss: "binaryCrossEntropy" | "halfSquaredError" | "meanSquaredError") => {
    const trace = explain(tanhNet(), x, y, { loss });
    return [trace.step("dW2").why.en, trace.step("db1").why.en];
  };
  for (const why of whys("binaryCrossEntropy")) expect(why).toMatch(/, averaged over all 20 examples\.$/);
  for (const why of whys("halfSquaredError")) expect(why).toMatch(/, summed over all 20 examples\.$/);
  for (const why of whys("meanSquaredError"))
    expect(why).toMatch(/, summed over all 20 examples and multiplied by the number in front\.$/);
});

test("an update by one example is the update of that example alone", () => {
  const all = explain(tanhNet(), x, y, { optimizer: sgd(1.2), sample: 7, step: 2 });
  expect(all.step("X").value.tolist()).toEqual(x.rows(Int32Array.of(7)).astype("float32").tolist());
  expect(all.step("dW2").formula!.text).toBe("dW2 = A1^T dZ2");
  expect(all.place).toMatchObject({ step: 2, batch: 1, sample: 7 });
});

test("an option that is misspelled is refused with those that explain takes", () => {
  const model = mlp(2, dense(1, "sigmoid"));
  expect(() => explain(model, [[0, 1]], [1], { stp: 3 } as never)).toThrow(
    'explain: expected a known option but got "stp". Did you mean "step"? Known: step, sample, convention, loss,',
  );
});

test("an option of fit that may not be what it is is refused in the name of explain", () => {
  const model = mlp(2, dense(1, "sigmoid"));
  expect(() => explain(model, [[0, 1]], [1], { resume: 5 as never })).toThrow(
    "explain resume: expected a checkpoint, as run.checkpoint is, but got 5.",
  );
  expect(() => explain(model, [[0, 1]], [1], { backend: "wasm" } as never)).toThrow(
    'explain backend: expected a backend, not its name, but got "wasm".',
  );
});

test("names and places there are not are refused with what there is", () => {
  const trace = explain(tanhNet(), x, y);
  expect(() => trace.step("dw3")).toThrow(
    /^explain: expected the name of a value of the update but got "dw3"\. Did you mean "dW2"\?/,
  );
  expect(trace.step("W1_new")).toBe(trace.step("W1"));
  for (const name of ["dW1", "dW1[0]", "dW1[2,0]", "dW1[0,4]"])
    expect(() => trace.entry(name)).toThrow(
      `explain: expected an element of dW1, as in dW1[0,0], within its shape (2, 4) but got "${name}".`,
    );
  expect(() => explain(tanhNet(), x, y, { sample: 20 })).toThrow(
    "explain sample: expected a row of the training data, from 0 to 19 but got 20.",
  );
  expect(() => explain(tanhNet(), x, y, { step: -1 })).toThrow(/^explain step: /);
  expect(() => explain(tanhNet(), x, y, { optimizer: "lbfgs", step: 1 })).toThrow(
    /^explain, optimizer lbfgs: /,
  );
  expect(explain(tanhNet(), x, y, { optimizer: "lbfgs" }).entries.at(-1)!.name).toBe("db1");
});

test("on the way to a later step it is told how far it is, in steps and epochs with their losses", async () => {
  const options = { optimizer: sgd(0.5), batchSize: 10, epochs: 30, seed: 2 };
  const told: { step: number; epoch: number; loss: number | undefined }[] = [];
  explain(tanhNet(), x, y, {
    ...options,
    step: 41,
    progress: ({ step, epoch, epochs, record }) => {
      expect(epochs).toBe(30);
      told.push({ step, epoch, loss: epoch > 0 ? record(epoch).loss : undefined });
    },
  });
  const { history } = await tanhNet().fit(x, y, options);
  expect(told.at(-1)).toEqual({ step: 41, epoch: 20, loss: history.loss[19] });
  expect(told[0]).toEqual({ step: 1, epoch: 0, loss: undefined });
});
