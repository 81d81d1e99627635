import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/nn.json" with { type: "json" };
import { compute, differences, plain, trained, worst } from "../../../test/support/graphs.ts";
import type { FloatType } from "../../base/dtype.ts";
import { input } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { type Activation, activations } from "../activations.ts";
import { sigmoidCrossEntropy, softmaxCrossEntropy } from "../functions/crossEntropy.ts";
import { mean } from "../functions/mean.ts";
import { binaryCrossEntropy } from "./binaryCrossEntropy.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { exampleWeights } from "./exampleWeights.ts";
import { huber } from "./huber.ts";
import { losses, parseLoss } from "./index.ts";
import type { Loss } from "./loss.ts";
import { weightedLoss } from "./weighted.ts";

interface Built {
  readonly dtype?: FloatType;
  readonly weighted?: boolean;
  readonly shape?: readonly [number, number];
}

/** The loss of logits `z` behind an activation, against targets `y`. */
function lossOf(loss: Loss, activation: string, options: Built = {}): Node {
  const { dtype = "float64", weighted = false, shape = [5, 3] } = options;
  const a = activations[activation as Activation](input("z", shape, dtype));
  const y = input("y", shape, dtype, {
    distribution: losses[loss.name as "huber"].targets === "distribution",
  });
  return weightedLoss(loss, a, y, weighted ? input("w", [shape[0]], dtype) : undefined);
}

describe.each(golden.losses.cases)("$name $settings, weights $weights", (one) => {
  const loss = { name: one.name, settings: one.settings } as Loss;
  const scalar = lossOf(loss, one.activation, { weighted: one.weights !== null });
  const data = { z: golden.losses.logits, y: one.targets, w: one.weights ?? [] };

  test("has PyTorch's value and gradient", () => {
    const [value, gradient] = compute(trained(scalar, ["z"]), data) as [number[], number[]];
    expect(worst(value, [one.value])).toBeLessThan(1e-13);
    expect(worst(gradient, one.gradient)).toBeLessThan(1e-13);
  });

  test("has the gradient that differences show", () => {
    const [, gradient] = compute(trained(scalar, ["z"]), data) as [number[], number[]];
    expect(worst(gradient, differences(scalar, "z", data))).toBeLessThan(1e-9);
  });
});

/** Four yes-or-no examples whose logits leave the range of exp. Loss 1000 + 0 + 0 + 1000; slopes a - y. */
const certain = { z: [-1000, -1000, 1000, 1000], y: [1, 0, 1, 0] };

describe.each(["float32", "float64"] as const)("logits of 1000 and -1000 in %s", (dtype) => {
  test("give a binary cross-entropy and a slope without overflow", () => {
    const scalar = lossOf(binaryCrossEntropy(), "sigmoid", { dtype, shape: [4, 1] });
    expect(compute(trained(scalar, ["z"]), certain)).toEqual([[500], [-0.25, 0, 0, 0.25]]);
  });

  test("and so with weights", () => {
    const scalar = lossOf(binaryCrossEntropy(), "sigmoid", { dtype, shape: [4, 1], weighted: true });
    const [value, gradient] = compute(trained(scalar, ["z"]), { ...certain, w: [2, 1, 1, 0] });
    expect([value, gradient]).toEqual([[500], [-0.5, 0, 0, 0]]);
  });

  test("and so with smoothed labels: 0.75 for yes, 0.25 for no", () => {
    const scalar = lossOf(binaryCrossEntropy({ labelSmoothing: 0.5 }), "sigmoid", { dtype, shape: [4, 1] });
    expect(compute(trained(scalar, ["z"]), certain)).toEqual([[500], [-0.1875, -0.0625, 0.0625, 0.1875]]);
  });

  const classes = { z: [1000, -1000, 0, -1000, 1000, 1000], y: [0, 1, 0, 0, 1, 0] };

  test("give a cross-entropy and a slope without overflow", () => {
    const scalar = lossOf(crossEntropy(), "softmax", { dtype, shape: [2, 3] });
    const [value, gradient] = compute(trained(scalar, ["z"]), classes) as [number[], number[]];
    expect(value[0]).toBeCloseTo(1000 + Math.LN2 / 2, dtype === "float64" ? 12 : 3);
    expect(gradient).toEqual([0.5, -0.5, 0, 0, -0.25, 0.25]);
  });

  test("and so with weights and smoothed labels", () => {
    const scalar = lossOf(crossEntropy({ labelSmoothing: 0.75 }), "softmax", {
      dtype,
      shape: [2, 3],
      weighted: true,
    });
    const [value, gradient] = compute(trained(scalar, ["z"]), { ...classes, w: [2, 0] }) as [
      number[],
      number[],
    ];
    expect(value[0]).toBe(1250);
    expect(gradient).toEqual([0.75, -0.5, -0.25, 0, 0, 0]);
  });

  test("and so with targets of which nobody says that they sum to 1", () => {
    const [z, y] = [input("z", [2, 3], dtype), input("y", [2, 3], dtype)];
    const scalar = weightedLoss(crossEntropy(), activations.softmax(z), y);
    const [, gradient] = compute(trained(scalar, ["z"]), classes);
    expect(gradient).toEqual([0.5, -0.5, 0, 0, -0.25, 0.25]);
  });

  test("and so with targets of which nobody says that they sum to 1", () => {
    const [z, y] = [input("z", [2, 3], dtype), input("y", [2, 3], dtype)];
    const scalar = weightedLoss(crossEntropy(), activations.softmax(z), y);
    const [, gradient] = compute(trained(scalar, ["z"]), classes);
    expect(gradient).toEqual([0.5, -0.5, 0, 0, -0.25, 0.25]);
  });

  test("and so with targets of which nobody says that they sum to 1", () => {
    const [z, y] = [input("z", [2, 3], dtype), input("y", [2, 3], dtype)];
    const scalar = weightedLoss(crossEntropy(), activations.softmax(z), y);
    const [, gradient] = compute(trained(scalar, ["z"]), classes);
    expect(gradient).toEqual([0.5, -0.5, 0, 0, -0.25, 0.25]);
  });

  test("do not trouble the losses written for logits either", () => {
    const z = input("z", [4, 1], dtype);
    const binary = mean(sigmoidCrossEntropy(z, input("y", [4, 1], dtype)));
    expect(compute(trained(binary, ["z"]), certain)).toEqual([[500], [-0.25, 0, 0, 0.25]]);
    const rows = mean(softmaxCrossEntropy(input("z", [2, 3], dtype), input("y", [2, 3], dtype)));
    const [, gradient] = compute(trained(rows, ["z"]), classes);
    expect(gradient).toEqual([0.5, -0.5, 0, 0, -0.25, 0.25]);
  });
});

test("simplifying changes no loss and no gradient of moderate logits", () => {
  const cases = golden.losses.cases.map((one) => {
    const scalar = lossOf({ name: one.name, settings: one.settings } as Loss, one.activation, {
      weighted: one.weights !== null,
    });
    return { one, before: plain(scalar, ["z"]), after: trained(scalar, ["z"]) };
  });
  const logits = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(logits, fc.constantFrom(...cases), (z, { one, before, after }) => {
      const data = { z, y: one.targets, w: one.weights ?? [] };
      const [was, is] = [compute(before, data), compute(after, data)];
      was.forEach((values, i) => {
        expect(worst(is[i]!, values)).toBeLessThan(1e-9);
      });
    }),
    { numRuns: 200, seed: 1 },
  );
});

test("huber is half the square up to delta and a straight line beyond", () => {
  const scalar = lossOf(huber(2), "identity", { shape: [4, 1] });
  const [value, slope] = compute(trained(scalar, ["z"]), { z: [1, 2, 5, -5], y: [0, 0, 0, 0] });
  expect(value).toEqual([(0.5 + 2 + 8 + 8) / 4]);
  expect(slope).toEqual([0.25, 0.5, 0.5, -0.5]);
});

test("the absolute error has slope 0 where it is 0", () => {
  const scalar = lossOf(parseLoss("meanAbsoluteError"), "identity", { shape: [2, 1] });
  expect(compute(trained(scalar, ["z"]), { z: [3, 3], y: [3, 1] })).toEqual([[1], [0, 0.5]]);
});

test("class weights multiply sample weights, and balanced ones give each class the same sum", () => {
  expect([...exampleWeights({ classes: [2, 0.5], samples: [1, 1, 3] }, 3, [0, 1, 1])]).toEqual([2, 0.5, 1.5]);
  expect([...exampleWeights({ classes: "balanced" }, 4, [0, 2, 2, 2])]).toEqual([2, 2 / 3, 2 / 3, 2 / 3]);
  expect([...exampleWeights({}, 2)]).toEqual([1, 1]);
});

test.each([
  [() => exampleWeights({ samples: [1, 2] }, 3), "sample weights: expected 3, one per example but got 2."],
  [() => exampleWeights({ samples: [1, -2] }, 2), "sample weights: expected numbers from 0 but got -2."],
  [
    () => exampleWeights({ classes: [1, Number.NaN] }, 2, [0, 1]),
    "class weights: expected numbers from 0 but got NaN.",
  ],
  [
    () => exampleWeights({ classes: [1] }, 2, [0, 1]),
    "class weights: expected one for each class, so one for class 1 but got 1.",
  ],
  [
    () => exampleWeights({ classes: [1, 2, 3] }, 2, [0, 1], 2),
    "class weights: expected 2, one for each class but got 3.",
  ],
  [
    () => exampleWeights({ classes: [0, 0] }, 2, [0, 1], 2),
    "class weights: expected an example with a weight above 0 but got 0 for all.",
  ],
  [
    () => exampleWeights({ classes: [0, 5] }, 2, [0, 0], 2),
    "class weights: expected an example with a weight above 0 but got 0 for all.",
  ],
  [
    () => exampleWeights({ samples: [0, 0] }, 2),
    "sample weights: expected an example with a weight above 0 but got 0 for all.",
  ],
  [
    () => exampleWeights({ classes: "even" as never }, 2, [0, 1]),
    'class weights: expected a list of numbers or "balanced" but got "even".',
  ],
  [
    () => exampleWeights({ classes: [1, 1] }, 2),
    "class weights: expected a target of classes but got numbers.",
  ],
  [() => huber(0), "huber delta: expected a number above 0 but got 0."],
  [
    () => crossEntropy({ labelSmoothing: 1 }),
    "crossEntropy labelSmoothing: expected a number from 0 and below 1 but got 1.",
  ],
  [
    () => parseLoss("crossEntropy(labelSmothing=0.1)"),
    'crossEntropy: expected a known setting but got "labelSmothing". Did you mean "labelSmoothing"? Known: labelSmoothing.',
  ],
  [() => parseLoss("huber(1,2)"), "huber: expected no more values than delta but got 2 values."],
  [() => parseLoss("hubert"), 'loss: expected a known loss but got "hubert". Did you mean "huber"?'],
  [() => parseLoss("huber(wide)"), 'huber delta: expected a number above 0 but got "wide".'],
])("bad weights and settings are refused: case %#", (make, message) => {
  expect(make).toThrow(message);
});

test("a loss is read from text", () => {
  expect(parseLoss("huber(2)")).toEqual(huber(2));
  expect(parseLoss(" crossEntropy( labelSmoothing = 0.1 ) ")).toEqual(crossEntropy({ labelSmoothing: 0.1 }));
  expect(parseLoss("binaryCrossEntropy")).toEqual({
    name: "binaryCrossEntropy",
    settings: { labelSmoothing: 0 },
  });
});
