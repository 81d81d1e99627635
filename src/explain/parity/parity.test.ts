import { describe, expect, it } from "vitest";
import { type ChainruleError, NDArray } from "../../index.ts";
import { splitName } from "./names.ts";
import { parity } from "./parity.ts";

/** Two steps of w x on (1, 2): the loss is (w - 2)^2 times 2.5, its slope 5 (w - 2); w goes from 1 to 1.5 to 1.75. */
const right = {
  x: [[1], [2]],
  y: [2, 4],
  W1_0: [[1]],
  loss_1: 2.5,
  dW1_1: [[-5]],
  W1_1: [[1.5]],
  loss_2: 0.625,
  dW1_2: [[-2.5]],
  W1_2: [[1.75]],
};
const settings = { layers: "1", learningRate: 0.1 };

describe("A trace worked by hand", () => {
  it("agrees, with nothing off", () => {
    expect(parity(right, settings)).toEqual({
      agrees: true,
      layers: "1",
      features: 1,
      loss: "meanSquaredError",
      optimizer: "sgd",
      dtype: "float64",
      steps: 2,
      compared: 6,
      closest: { name: "loss", step: 1, error: 0 },
      differences: [],
      notes: [{ kind: "noBias", names: ["b1"] }],
    });
  });

  it("takes the learning rate from the text of an optimizer, and refuses another one beside it", () => {
    expect(parity(right, { layers: "1", optimizer: "sgd(0.1)" }).agrees).toBe(true);
    expect(parity(right, { layers: "1", optimizer: "sgd(0.2)" }).agrees).toBe(false);
    expect(() => parity(right, { ...settings, optimizer: "sgd(0.2)" })).toThrow(
      "sgd: expected one learning rate but got 0.2 in its text and 0.1 beside it.",
    );
  });

  it("differs at one element of one tensor, and in no later one", () => {
    const { differences, compared } = parity({ ...right, dW1_2: [[-2.4]] }, settings);
    expect(compared).toBe(5);
    expect(differences[0]!.difference).toEqual({
      name: "dW1",
      step: 2,
      shape: [1, 1],
      index: [0, 0],
      recorded: -2.4,
      replayed: -2.5,
      error: (2.5 - 2.4) / 2.5,
      count: 1,
    });
    expect(differences[0]!.causes).toEqual([]);
  });

  it("is carried on where weights and gradients are not recorded", () => {
    const { x, y, W1_0, loss_2 } = right;
    expect(parity({ x, y, W1_0, loss_2 }, settings)).toMatchObject({ agrees: true, compared: 1, steps: 2 });
    expect(parity({ x, y, W1_0, loss_2: 0.9 }, settings).agrees).toBe(false);
  });

  it("may have the examples of each step apart, or their rows", () => {
    const { x: _, y: __, ...rest } = right;
    const apart = { ...rest, x_1: [[1], [2]], y_1: [2, 4], x_2: [[1], [2]], y_2: [2, 4] };
    expect(parity(apart, settings).agrees).toBe(true);
    const more = { ...right, x: [[9], [2], [1]], y: [0, 4, 2], batch_1: [2, 1], batch_2: [1, 2] };
    expect(parity(more, settings).agrees).toBe(true);
  });

  it("is judged as float32 where float64 holds nothing else", () => {
    const single = (value: number[]) =>
      new NDArray(Float64Array.from(value, Math.fround), [value.length, 1], "float64");
    const trace = {
      x: single([1, 2, 3, 4]),
      y: [[2], [4], [6], [8]],
      W1_0: single([0.3]),
      Z1_1: single([1, 2, 3, 4].map((x) => Math.fround(0.3) * x)),
      W1_1: single([0.3 + 0.1 * 1.7 * 15]),
    };
    const { agrees, dtype, notes } = parity(trace, settings);
    expect([agrees, dtype, notes[0]]).toEqual([true, "float32", { kind: "widened" }]);
  });

  it("does not agree with inputs that are NaN, of which everything would be as far off", () => {
    expect(parity({ ...right, x: [[Number.NaN], [2]] }, settings).agrees).toBe(false);
  });

  it("finds a NaN", () => {
    const { differences } = parity({ ...right, W1_1: [[Number.NaN]] }, settings);
    expect(differences[0]!.difference).toMatchObject({ name: "W1", step: 1, recorded: Number.NaN, count: 1 });
  });
});

describe("A trace that is none", () => {
  const { W1_0: _, ...noStart } = right;
  const { x: __, ...noInputs } = right;
  const cases: readonly (readonly [
    what: string,
    trace: Record<string, never>,
    code: string,
    sentence: string,
  ])[] = [
    [
      "has no initial weights",
      noStart as never,
      "data",
      "the weights before the first step, as W1_0 and b1_0",
    ],
    ["has no inputs", noInputs as never, "data", "expected x, the inputs but got none"],
    ["has no step", { x: [[1]], y: [1], W1_0: [[1]] } as never, "data", "something of a step"],
    [
      "has a step beyond all counting",
      { ...right, loss_999999999: 1 } as never,
      "data",
      "steps up to 1000000",
    ],
    ["has steps far apart", { ...right, loss_900000: 1 } as never, "data", "steps one after another"],
    [
      "has more rows than examples",
      { ...right, batch_1: [0, 1, 1], batch_2: [0] } as never,
      "data",
      "at most 2 rows but got 3",
    ],
    [
      "has rows that are none",
      { ...right, batch_1: [0, 7], batch_2: [0] } as never,
      "data",
      "rows from 0 to 1 but got 7",
    ],
    [
      "has rows for one step alone",
      { ...right, batch_1: [0, 1] } as never,
      "data",
      "batch_2, the rows of step 2",
    ],
    [
      "has fewer targets than inputs",
      { ...right, y: [1] } as never,
      "shape",
      "a target for each of 2 examples",
    ],
    [
      "has a weight of another shape",
      { ...right, W1_1: [[1, 2]] } as never,
      "shape",
      "W1_1: expected shape (1, 1)",
    ],
    [
      "has nothing that can be compared",
      { x: [[1]], y: [1], W1_0: [[1]], speed_1: 3 } as never,
      "data",
      "something to compare",
    ],
  ];
  it.each(cases)("is refused where it %s", (_what, trace, code, sentence) => {
    let error: ChainruleError | undefined;
    try {
      parity(trace, settings);
    } catch (reason) {
      error = reason as ChainruleError;
    }
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(sentence);
  });
});

describe("A name with a step", () => {
  it("is parted at its last underscore", () => {
    expect(splitName("dgamma1_2_10")).toEqual({ name: "dgamma1_2", step: 10 });
    expect(splitName("W1")).toBeUndefined();
    expect(splitName("x")).toBeUndefined();
  });
});
