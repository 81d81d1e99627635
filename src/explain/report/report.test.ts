import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/report.json" with { type: "json" };
import { activation, batchNorm, dense, dropout, sgd } from "../../nn/index.ts";
import { mlp } from "../../train/model.ts";
import { reportData } from "./data.ts";
import { reportDocument } from "./document.ts";
import type { Finding } from "./findings.ts";
import { type Report, report } from "./report.ts";
import { sayFinding } from "./say.ts";

const still = { epochs: 0, range: false, dtype: "float64" } as const;
const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

function find<Kind extends Finding["kind"]>({ findings }: Report, kind: Kind) {
  return findings.filter((finding): finding is Extract<Finding, { kind: Kind }> => finding.kind === kind);
}
const english = (found: Report, kind: Finding["kind"]) =>
  find(found, kind).map((finding) => sayFinding(finding, found).en);

describe("error terms", () => {
  // Every Z is 0, so every A is 0.5 and every slope 0.25: W = 1 and b = -0.5 make the next Z 0 again. With y = 1
  // dZ5 = 0.5 - 1 = -0.5, and each layer back multiplies it by 0.25 * 1.
  const chain = mlp(1, ...Array.from({ length: 5 }, () => dense(1, "sigmoid")));
  const weights = Object.fromEntries(
    [1, 2, 3, 4, 5].flatMap((n) => [
      [`W${n}`, [[1]]],
      [`b${n}`, [n === 1 ? 0 : -0.5]],
    ]),
  );
  chain.setWeights(weights, "float64");

  test("of a chain of sigmoids at their steepest shrink by a quarter a layer", async () => {
    const found = await report(chain, [[0]], [[1]], { ...still, loss: "binaryCrossEntropy" });
    const { layers } = found.looks[0]!;
    expect(layers.map(({ error }) => error)).toEqual([0.001953125, 0.0078125, 0.03125, 0.125, 0.5]);
    for (const { back } of layers.slice(0, -1))
      expect(back).toEqual({ ratio: 0.25, slope: 0.25, predicted: 0.25, bound: 0.25 });
    const [{ end, layers: ends, steps }] = find(found, "error terms") as [never];
    expect({ ends, steps }).toEqual({ ends: ["Z1", "Z5"], steps: 4 });
    expect(end).toEqual({
      epoch: 0,
      first: 0.001953125,
      last: 0.5,
      verdict: "vanishing",
      ratio: 0.00390625,
      perLayer: 0.25,
      predicted: 0.00390625,
      bound: 0.00390625,
    });
    expect(english(found, "error terms")).toEqual([
      "At the start the error terms of Z1 are 0.00391 times as large as those of Z5 (root mean square 0.00195 and 0.5). They vanish: each layer multiplies them by 0.25 in the geometric mean. Slopes and weights alone predict 0.00391. With these slopes and weights more than 0.00391 is impossible.",
    ]);
  });

  test("explode where the weights are larger than the slopes are small", async () => {
    // W = 16 and b = -8 keep every Z at 0: each layer multiplies by 0.25 * 16 = 4, four of them by 256.
    chain.setWeights(
      {
        ...weights,
        ...Object.fromEntries(
          [2, 3, 4, 5].flatMap((n) => [
            [`W${n}`, [[16]]],
            [`b${n}`, [-8]],
          ]),
        ),
      },
      "float64",
    );
    const found = await report(chain, [[0]], [[1]], { ...still, loss: "binaryCrossEntropy" });
    expect(find(found, "error terms")[0]!.end).toMatchObject({
      ratio: 256,
      verdict: "exploding",
      perLayer: 4,
    });
  });

  test("have the sizes, slopes and norms that NumPy gives", async () => {
    const model = mlp(2, dense(4, "sigmoid"), dense(3, "sigmoid"), dense(1, "sigmoid"));
    model.setWeights(golden.weights, "float64");
    const { looks } = await report(model, golden.x, golden.y, still);
    for (const [i, { back, ...expected }] of golden.layers.entries()) {
      const look = looks[0]!.layers[i]!;
      for (const key of ["error", "slope", "frobenius", "spectral"] as const)
        expect(look[key]).toBeCloseTo(expected[key], 13);
      expect(look.back === undefined).toBe(back === undefined);
      for (const key of ["ratio", "slope", "predicted", "bound"] as const)
        if (back) expect(look.back![key]).toBeCloseTo(back[key], 13);
    }
  });

  test("are predicted through dropout but not through a normalization, whose activation is found all the same", async () => {
    const model = mlp(2, dense(3), batchNorm(), activation("relu"), dense(2, "tanh"), dropout(0.5), dense(1));
    const found = await report(model, corners, [0, 1, 1, 0], { ...still, loss: "meanSquaredError" });
    expect(found.layers.map(({ activation }) => activation)).toEqual(["A1", "A2", undefined]);
    expect(found.looks[0]!.layers.map(({ back }) => back?.predicted !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
    expect(find(found, "error terms")[0]!.end.predicted).toBeUndefined();
  });

  test("are followed over the epochs, to the bits of training", async () => {
    const model = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
    const options = { epochs: 40, optimizer: sgd(0.5), seed: 4, batchSize: 3 };
    const run = await model.fit(corners, [0, 1, 1, 0], options);
    const final = model.weights!;
    const anew = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
    const { about, looks } = await report(anew, corners, [0, 1, 1, 0], { ...options, final, looks: 5 });
    expect(looks.map(({ epoch }) => epoch)).toEqual([0, 10, 20, 30, 40]);
    expect(about).toMatchObject({ epochs: 40, repeats: true, stopped: "finished" });
    expect(anew.weights).toBeUndefined();
    const { loss } = await model.evaluate(corners, [0, 1, 1, 0]);
    expect(looks.at(-1)!.loss).toBeCloseTo(loss, 6);
    expect(run.epochs).toBe(40);
    const other = await report(anew, corners, [0, 1, 1, 0], { ...options, final, seed: 5 });
    expect(other.about.repeats).toBe(false);
  });

  test("of a run that diverges are reported up to there", async () => {
    const model = mlp(1, dense(2, "relu"), dense(1));
    const found = await report(model, [[1], [2]], [1, 2], { optimizer: sgd(1000), epochs: 50, range: false });
    expect(found.about.stopped).toBe("diverged");
    expect(found.looks[0]!.epoch).toBe(0);
  });
});

test("an interrupted run is reported up to there, without the weights of its end and without a range test", async () => {
  const model = mlp(2, dense(1, "sigmoid"));
  await model.fit(corners, [0, 1, 1, 0], { epochs: 5 });
  const final = model.weights!;
  const signal = AbortSignal.abort();
  const anew = mlp(2, dense(1, "sigmoid"));
  const found = await report(anew, corners, [0, 1, 1, 0], { epochs: 5, final, signal });
  expect(found.about).toMatchObject({ stopped: "aborted", epochs: 0 });
  expect(found.about.repeats).toBeUndefined();
  expect(found.looks.map(({ epoch }) => epoch)).toEqual([0]);
  expect(find(found, "learning rate")).toEqual([]);
});

describe("symmetry", () => {
  test("of zeros makes one unit of all, and no update changes that", async () => {
    const model = mlp(2, dense(3, "tanh", { init: "zeros" }), dense(1, "sigmoid", { init: "zeros" }));
    const found = await report(model, corners, [0, 1, 1, 1], { epochs: 30, optimizer: sgd(1), range: false });
    expect(find(found, "symmetry")).toEqual([
      {
        kind: "symmetry",
        layer: "Z1",
        seen: [0, 30],
        relation: "same",
        units: [0, 1, 2],
        stays: true,
        still: true,
      },
    ]);
    expect(english(found, "symmetry")).toEqual([
      "At the start and still after 30 epochs, units 0, 1, 2 of Z1 have the same weights, and gradients of exactly 0: nothing tells the 3 of them apart.",
    ]);
    expect(found.looks.at(-1)!.layers.map(({ distinct }) => distinct)).toEqual([1, 1]);
  });

  test("of equal constants stays while the units learn", async () => {
    const model = mlp(
      2,
      dense(3, "tanh", { init: "constant(0.5)" }),
      dense(1, "sigmoid", { init: "constant(0.5)" }),
    );
    const found = await report(model, corners, [0, 1, 1, 1], { epochs: 30, optimizer: sgd(1), range: false });
    expect(find(found, "symmetry")).toMatchObject([
      { units: [0, 1, 2], seen: [0, 30], stays: true, still: false },
    ]);
  });

  test("of equal weights before different ones is over with the next update", async () => {
    const model = mlp(2, dense(2, "tanh"), dense(1, "sigmoid"));
    const weights = {
      W1: [
        [1, 1],
        [2, 2],
      ],
      b1: [0, 0],
      W2: [[1], [3]],
      b2: [0],
    };
    model.setWeights(weights, "float64");
    const options = { dtype: "float64", optimizer: sgd(1), range: false } as const;
    const found = await report(model, corners, [0, 1, 1, 1], { ...options, epochs: 1 });
    expect(find(found, "symmetry")).toMatchObject([{ units: [0, 1], seen: [0, 0], stays: false }]);
    expect(english(found, "symmetry")[0]).toContain("the next update parts them");
  });

  test("of mirror images is seen where the activation is odd, and only there", async () => {
    const weights = {
      W1: [
        [1, -1],
        [2, -2],
      ],
      b1: [0.5, -0.5],
      W2: [[3], [-3]],
      b2: [0],
    };
    const groups = async (name: "tanh" | "sigmoid", w2: number[][]) => {
      const model = mlp(2, dense(2, name), dense(1, "sigmoid"));
      model.setWeights({ ...weights, W2: w2 }, "float64");
      return find(await report(model, corners, [0, 1, 1, 1], still), "symmetry");
    };
    expect(await groups("tanh", [[3], [-3]])).toMatchObject([
      { relation: "mirror", units: [0], others: [1], stays: true },
    ]);
    expect(await groups("tanh", [[3], [-2]])).toMatchObject([{ relation: "mirror", stays: false }]);
    expect(await groups("sigmoid", [[3], [-3]])).toEqual([]);
  });
});

describe("linear layers", () => {
  test("in a row are one map: the product of their matrices, and one bias", async () => {
    // W1 W2 = [[4, 2], [1, 1]], times W3 = [[10], [4]]; (b1 W2 + b2) W3 + b3 = (2, 1) W3 - 1 = 4.
    const model = mlp(2, dense(2), dense(2), dense(1));
    model.setWeights(
      {
        W1: [
          [1, 2],
          [0, 1],
        ],
        b1: [1, 0],
        W2: [
          [2, 0],
          [1, 1],
        ],
        b2: [0, 1],
        W3: [[1], [3]],
        b3: [-1],
      },
      "float64",
    );
    const found = await report(model, corners, [0, 1, 1, 0], still);
    const [collapse] = find(found, "linear collapse");
    expect(collapse!.product).toEqual({ shape: [2, 1], values: Float64Array.of(10, 4) });
    expect(collapse!.bias).toEqual(Float64Array.of(4));
    expect(collapse).toMatchObject({
      layers: ["W1", "W2", "W3"],
      parameters: { layers: 15, one: 3 },
      difference: 0,
      largest: 18,
    });
    expect(english(found, "linear collapse")).toEqual([
      "Nothing stands between W1, W2, W3: from X to Z3 they are one linear map, with a matrix of shape (2, 1). Their 15 numbers can do no more than its 3. Held against each other on 4 examples, the layers and the one map differ by 0 at most, among numbers of up to 18.",
    ]);
  });

  test("are no run where an activation or a dropout stands between them", async () => {
    for (const between of [activation("tanh"), dropout(0.5)]) {
      const model = mlp(2, dense(2), between, dense(1));
      const found = await report(model, corners, [0, 1, 1, 0], { ...still, loss: "meanSquaredError" });
      expect(find(found, "linear collapse")).toEqual([]);
    }
  });

  test("after an activation are one map of what it gives", async () => {
    const model = mlp(2, dense(2, "tanh"), dense(3), dense(2), dense(1, "sigmoid"));
    const [collapse] = find(await report(model, corners, [0, 1, 1, 0], still), "linear collapse");
    expect(collapse).toMatchObject({ input: "A1", layers: ["W2", "W3", "W4"], widths: [2, 3, 2, 1] });
    expect(collapse!.difference).toBeLessThan(1e-15);
  });
});

test("a relu that a bias of -100 keeps shut is dead, and one that is open is not", async () => {
  const model = mlp(2, dense(2, "relu"), dense(1));
  model.setWeights(
    {
      W1: [
        [1, 1],
        [1, 1],
      ],
      b1: [-100, 0.5],
      W2: [[1], [1]],
      b2: [0],
    },
    "float64",
  );
  const found = await report(model, corners, [0, 1, 1, 0], still);
  expect(find(found, "idle units")).toEqual([
    { kind: "idle units", state: "dead", layer: "A1", units: [0], of: 2, epoch: 0 },
  ]);
  expect(english(found, "idle units")[0]).toBe(
    "At the start, 1 of 2 units of A1 is dead (0): 0 on all 4 examples, with a slope of 0, so that no gradient reaches the weights before it.",
  );
});

test("a relu that one of a hundred examples opens is nearly dead, one that two open is not", async () => {
  const model = mlp(1, dense(2, "relu"), dense(1));
  model.setWeights({ W1: [[1, 1]], b1: [-99, -98], W2: [[1], [1]], b2: [0] }, "float64");
  const x = Array.from({ length: 100 }, (_, i) => [i + 1]);
  const found = await report(model, x, x, still);
  expect(find(found, "idle units").map(({ state, units }) => [state, units])).toEqual([["nearlyDead", [0]]]);
});

test("a sigmoid far from 0 is saturated, and one that sees nothing is constant", async () => {
  // At z = 10 the slope is 4.5e-5, at z = -10 too; the second unit has no weights: 1 / (1 + e^-1) everywhere.
  const model = mlp(1, dense(2, "sigmoid"), dense(1));
  model.setWeights({ W1: [[10, 0]], b1: [0, 1], W2: [[1], [1]], b2: [0] }, "float64");
  const found = await report(model, [[1], [-1]], [0, 1], still);
  expect(find(found, "idle units").map(({ state, units }) => [state, units])).toEqual([
    ["constant", [1]],
    ["saturated", [0]],
  ]);
});

describe("the range test", () => {
  test("of a parabola finds 2/L", async () => {
    // Loss (2w - 0)^2 / 2 = 2 w^2, whose second derivative is L = 4: a step multiplies w by 1 - 4r, and the loss rises
    // where r is above 2/L = 0.5. Of 10^-2, 10^-1.9, ..., 10^0 the first above it is 10^-0.3 = 0.501; the steps after it
    // multiply the loss by (1 - 4r)^2: 1.01, 2.32, 4.74. More than four times the lowest comes of the step with 10^-0.1.
    const model = mlp(1, dense(1, "identity", { bias: false }));
    model.setWeights({ W1: [[1]] }, "float64");
    const found = await report(model, [[2]], [[0]], {
      loss: "halfSquaredError",
      optimizer: sgd(0.1),
      epochs: 0,
      range: { from: 0.01, to: 1, steps: 21 },
    });
    const [test] = find(found, "learning rate");
    expect(test!.losses.slice(0, 2)).toEqual([2, 2 * 0.96 ** 2]);
    expect(test!.lowest).toBeCloseTo(10 ** -0.3, 14);
    expect(test!.diverges).toBeCloseTo(10 ** -0.1, 14);
    expect(test!.falling).toBe(false);
    expect(english(found, "learning rate")[0]).toContain("is lowest at 0.501");
  });

  test("ends where the loss leaves the finite numbers, and is left out for an optimizer that has no rate", async () => {
    const x = [[1e150], [-1e150]];
    const model = mlp(1, dense(1));
    const options = { dtype: "float64", epochs: 0, loss: "meanSquaredError" } as const;
    const range = { from: 1e-9, to: 10, steps: 20 };
    const [test] = find(
      await report(model, x, [1, 2], { ...options, optimizer: sgd(1), range }),
      "learning rate",
    );
    expect(test).toMatchObject({ end: "not finite", diverges: 1e-9 });
    const found = await report(model, [[1], [2]], [1, 2], { ...options, optimizer: "lbfgs", epochs: 3 });
    expect(find(found, "learning rate")).toEqual([]);
    expect(found.about.epochs).toBe(3);
  });

  test("smooths the noise of batches", async () => {
    const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
    const found = await report(model, corners, [0, 1, 1, 0], { epochs: 0, batchSize: 2 });
    const [{ losses, smooth }] = find(found, "learning rate") as [never];
    const first: number[] = (losses as number[]).slice(0, 5).toSorted((a, b) => a - b);
    expect(smooth[2]).toBe(first[2]);
  });
});

test("a report is a document in two languages, and data without a number that JSON lacks", async () => {
  const found = await report(mlp(2, dense(2), dense(1)), corners, [0, 1, 1, 0], { epochs: 3 });
  for (const language of ["en", "ko"] as const) {
    const { blocks } = reportDocument(found, language);
    expect(blocks.filter(({ kind }) => kind === "heading")).toHaveLength(5);
    const data = reportData(found, language);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  }
});

test.each([
  [{ looks: 1 }, "report looks: expected a whole number from 2 but got 1."],
  [{ examples: 0 }, "report examples: expected a whole number from 1 but got 0."],
  [
    { range: { from: 0 } },
    "report range: expected a learning rate above 0 and a larger one but got 0 and 10.",
  ],
  [{ range: { steps: 5 } }, "report range steps: expected a whole number from 10 but got 5."],
])("%j is refused", async (options, message) => {
  await expect(report(mlp(2, dense(1)), corners, [0, 1, 1, 0], options)).rejects.toThrow(message);
});
