import { describe, expect, test } from "vitest";
import { compute, differences, trained, worst } from "../../../test/support/graphs.ts";
import { input, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { logSigmoid, sigmoidCrossEntropy, softmaxCrossEntropy } from "./crossEntropy.ts";
import { mean } from "./mean.ts";
import { logSoftmax, logSumExp, softmax } from "./softmax.ts";
import { moments, standardize } from "./standardize.ts";

const z = input("z", [2, 3]);
const y = input("y", [2, 3]);
const data = { z: [0.5, -1.25, 2, 3, 0.1, -0.7], y: [0.2, 0.3, 0.5, 0, 1, 0], c: [1, -2, 3, 0.5, 0.25, -1] };

const functions: Record<string, Node> = {
  mean: mean(z, { axes: [1] }),
  softmax: softmax(z),
  logSoftmax: logSoftmax(z),
  logSumExp: logSumExp(z),
  logSigmoid: logSigmoid(z),
  sigmoidCrossEntropy: sigmoidCrossEntropy(z, y),
  softmaxCrossEntropy: softmaxCrossEntropy(z, y),
  variance: moments(z, 1).variance,
  standardize: standardize(z, moments(z, 1).mean, moments(z, 1).variance, 1e-5),
};

describe.each(Object.keys(functions))("%s", (name) => {
  test("has the gradient that differences show", () => {
    const value = functions[name]!;
    const scalar = ops.sum(ops.mul(input("c", value.shape), value));
    const bound = {
      ...data,
      c: data.c.slice(
        0,
        value.shape.reduce((a, b) => a * b, 1),
      ),
    };
    expect(worst(compute(trained(scalar, ["z"]), bound)[1]!, differences(scalar, "z", bound))).toBeLessThan(
      1e-9,
    );
  });
});

const row = (values: readonly number[], make: (x: Node) => Node): number[] =>
  compute([make(input("x", [1, values.length]))], { x: values })[0]!;

test("softmax of (1010, 1000, 990) is a distribution and not NaN", () => {
  // exp(0), exp(-10), exp(-20) over their sum, by mpmath with 30 digits.
  const expected = [0.9999546000703303, 4.539786860886666e-5, 2.0610600462090626e-9];
  expect(worst(row([1010, 1000, 990], softmax), expected)).toBeLessThan(1e-15);
});

test("the logarithms stay finite where the probabilities are 0", () => {
  expect(row([1000, -1000], logSoftmax)).toEqual([0, -2000]);
  expect(row([1000, 1000], logSumExp)).toEqual([1000 + Math.LN2]);
  expect(row([-1000, 1000], logSigmoid)).toEqual([-1000, -0]);
});

test("the mean is over the given axes, over all of them when none are given", () => {
  expect(row([1, 2, 6], (x) => mean(x))).toEqual([3]);
  expect(row([1, 2, 6], (x) => mean(x, { axes: [0] }))).toEqual([1, 2, 6]);
});
