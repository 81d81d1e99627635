import { expect, test } from "vitest";
import { check } from "../../src/explain/check/check.ts";
import { checkDocument } from "../../src/explain/check/document.ts";
import type { Verdict } from "../../src/explain/check/verdict.ts";
import { planar, RandomState } from "../../src/index.ts";

/** What a verdict comes to, a word a value: `dZ1 decimalPoint`. */
const faultsOf = ({ outcomes }: Verdict): string[] =>
  outcomes.flatMap((one) => {
    if (one.kind === "right") return [];
    if (one.kind === "wrong") return [`${one.name} ${one.slips.map(({ slip }) => slip).join("|")}`];
    return [`${one.name} ${one.kind}`];
  });

/** Lesson 1, worked by hand: 2-1-1, sigmoid, no biases, with the digits that the text prints. */
const workedExample = {
  x: [0.1, 0.3],
  W1: [0.4, -0.2],
  W2: 0.1,
  y: 1,
  learning_rate: 0.5,
  Z1: -0.02,
  A1: 0.495,
  y_hat: 0.512,
  output_error_term: 0.122,
  hidden_error_term: 0.003,
  W2_change: 0.0302,
  W1_change: [0.00015, 0.00046],
};
const ofLesson1 = { layers: "1:sigmoid,1:sigmoid", loss: "halfSquaredError" } as const;

test("the numbers of lesson 1 are right to the digits it prints, with target minus output", () => {
  const verdict = check(workedExample, ofLesson1);
  expect(verdict.verdict).toBe("right");
  expect(verdict.outcomes.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    "Z1 right",
    "A1 right",
    "A2 right",
    "dZ2 right",
    "dZ1 right",
    "W1_change right",
    "W2_change right",
  ]);
  expect(verdict.notes.map(({ kind }) => kind)).toContain("targetMinusOutput");
});

test("lesson 1: 0.0003 for the hidden error term is a decimal point in the wrong place, 0.003 is right", () => {
  const verdict = check({ ...workedExample, hidden_error_term: 0.0003 }, ofLesson1);
  const [first] = verdict.outcomes.filter(({ kind }) => kind === "wrong");
  expect(first).toMatchObject({ name: "dZ1", slips: [{ slip: "decimalPoint", other: "0.1" }] });
  expect(first?.kind === "wrong" && first.element!.right).toBeCloseTo(0.00303, 4);
});

test("lesson 1: the change of W2 made with the hidden error term is found, and which term belongs there", () => {
  const change = 0.5 * 0.003 * 0.495;
  const verdict = check({ ...workedExample, W2_change: change }, ofLesson1);
  const [first] = verdict.outcomes.filter(({ kind }) => kind === "wrong");
  expect(first).toMatchObject({
    name: "W2_change",
    slips: [{ slip: "wrongLayer", at: "dZ2", other: "dZ1" }],
  });
});

test("lesson 2: a second weight matrix of shape (3, 4) is named with its layer and the shape that fits", () => {
  const rng = new RandomState(1);
  const uniform = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from(rng.rand(columns) as ArrayLike<number>, (u) => 2 * u - 1));
  const verdict = check(
    {
      X: [
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 1],
      ],
      y: [[0], [1], [1], [0]],
      W1: uniform(3, 4),
      W2: uniform(3, 4),
      W3: uniform(4, 1),
    },
    { layers: "4:sigmoid,4:sigmoid,1:sigmoid", loss: "halfSquaredError" },
  );
  expect(verdict.verdict).toBe("wrong");
  expect(verdict.outcomes).toEqual([
    {
      kind: "misshapen",
      name: "W2",
      written: "W2",
      how: "shape",
      layer: "2, 4:sigmoid",
      got: [3, 4],
      fits: [4, 4],
    },
  ]);
  const texts = checkDocument(verdict).blocks.flatMap((block) =>
    block.kind === "paragraph" ? block.text : [],
  );
  expect(texts.join(" ")).toContain("W2 has shape (3, 4), but layer 2, 4:sigmoid, takes (4, 4) here.");
});

test("lesson 3: biases with a column for every example of the batch are found", () => {
  const X = [
    [1, 0.5, 0.2, 0.1, 0.9],
    [0.5, 0.1, 0.7, 0.3, 0.4],
  ];
  const W1 = [
    [0.1, 0.2],
    [0.3, 0.4],
    [0.5, 0.6],
  ];
  const b1 = [
    [0.1, 0.4, 0.2, 0.3, 0.1],
    [0.2, 0.1, 0.3, 0.5, 0.2],
    [0.3, 0.3, 0.1, 0.2, 0.4],
  ];
  const W2 = [
    [0.1, 0.2, 0.3],
    [0.4, 0.5, 0.6],
  ];
  const b2 = [[0.1], [0.2]];
  const verdict = check({ X, W1, b1, W2, b2 }, { layers: "3:sigmoid,2" });
  expect(faultsOf(verdict)).toEqual(["b1 misshapen"]);
  expect(verdict.outcomes[0]).toMatchObject({ how: "perExample", got: [3, 5], fits: [3, 1] });
});

/** Lesson 4's network and data in columns, computed as the text does. */
function lesson4(loss: (y: number, a: number) => number): Record<string, number | number[][]> {
  const { x, y } = planar({ samples: 400, seed: 1 });
  const rng = new RandomState(3);
  const small = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from(rng.randn(columns) as ArrayLike<number>, (z) => 0.01 * z));
  const [W1, W2] = [small(4, 2), small(1, 4)];
  const X = [0, 1].map((j) => Array.from({ length: 400 }, (_, i) => x.at(i, j)));
  const Z1 = W1.map((w) => X[0]!.map((_, i) => w[0]! * X[0]![i]! + w[1]! * X[1]![i]!));
  const A1 = Z1.map((row) => row.map(Math.tanh));
  const A2 = [X[0]!.map((_, i) => 1 / (1 + Math.exp(-W2[0]!.reduce((s, w, k) => s + w * A1[k]![i]!, 0))))];
  const Y = [Array.from({ length: 400 }, (_, i) => y.data[i]!)];
  const cost = -A2[0]!.reduce((sum, a, i) => sum + loss(Y[0]![i]!, a), 0) / 400;
  const b1 = [[0], [0], [0], [0]];
  return { X, Y, W1, b1, W2, b2: [[0]], Z1, A1, A2, cost };
}

test("lesson 4: the loss with log(1 - A2) in both terms is found", () => {
  const settings = { layers: "4:tanh,1:sigmoid" };
  const right = check(
    lesson4((y, a) => y * Math.log(a) + (1 - y) * Math.log(1 - a)),
    settings,
  );
  expect(right.verdict).toBe("right");
  const asPrinted = check(
    lesson4((y, a) => y * Math.log(1 - a) + (1 - y) * Math.log(1 - a)),
    settings,
  );
  expect(faultsOf(asPrinted)).toEqual(["loss sameLogTwice"]);
});

test("lesson 5: g'(Z1) read as a product g' * Z1 is found", () => {
  const arrays = lesson4((y, a) => y * Math.log(a) + (1 - y) * Math.log(1 - a));
  const [A1, A2, W2, Y, Z1] = ["A1", "A2", "W2", "Y", "Z1"].map((name) => arrays[name] as number[][]) as [
    number[][],
    number[][],
    number[][],
    number[][],
    number[][],
  ];
  const dZ2 = [A2[0]!.map((a, i) => a - Y[0]![i]!)];
  const term = (slope: (a: number, z: number) => number) =>
    A1.map((row, k) => row.map((a, i) => W2[0]![k]! * dZ2[0]![i]! * slope(a, Z1[k]![i]!)));
  const settings = { layers: "4:tanh,1:sigmoid" };
  expect(check({ ...arrays, dZ2, dZ1: term((a) => 1 - a * a) }, settings).verdict).toBe("right");
  const product = check({ ...arrays, dZ2, dZ1: term((a, z) => (1 - a * a) * z) }, settings);
  expect(faultsOf(product)).toEqual(["dZ1 derivativeTimesZ"]);
});
