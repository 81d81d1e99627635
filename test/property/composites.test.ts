import { describe, expect, test } from "vitest";
import { RandomState } from "../../src/array/random.ts";
import { input, ops } from "../../src/graph/build.ts";
import type { Node } from "../../src/graph/node.ts";
import { activations } from "../../src/nn/activations.ts";
import { mean } from "../../src/nn/functions/mean.ts";
import { logSoftmax, logSumExp, softmax } from "../../src/nn/functions/softmax.ts";
import { losses } from "../../src/nn/losses/index.ts";
import type { LossKind } from "../../src/nn/losses/loss.ts";
import { compute, type Data, differences, plain, trained, worst } from "../support/graphs.ts";

const [m, k] = [4, 3];
const z = input("z", [m, k]);
const y = input("y", [m, k]);

/** Every composite as an array of z: functions, the activations of layers, and the losses of their table. */
const composites: Readonly<Record<string, Node>> = {
  mean: mean(z),
  "mean of columns": mean(z, { axes: [0] }),
  "mean of rows, kept": mean(z, { axes: [-1], keepdims: true }),
  softmax: softmax(z),
  logSoftmax: logSoftmax(z),
  logSumExp: logSumExp(z),
  ...Object.fromEntries(
    Object.entries(activations).map(([name, activation]) => [`activation ${name}`, activation(z)]),
  ),
  ...Object.fromEntries(
    Object.values(losses as Record<string, LossKind>).map((kind) => [`loss ${kind.name}`, lossOf(kind)]),
  ),
};

/** The loss of each example, from outputs as its last layer would give them. */
function lossOf(kind: LossKind): Node {
  const outputs = { number: z, probability: ops.sigmoid(z), distribution: softmax(z) }[kind.targets];
  const settings = Object.fromEntries(
    Object.entries(kind.settings).map(([name, { default: value }]) => [name, value]),
  );
  return kind.perExample(outputs, y, settings);
}

const rng = new RandomState(11);
const shares = Array.from({ length: m }, () => rng.rand(k)).flatMap((row) => {
  const sum = row.reduce((a, b) => a + b);
  return [...row].map((share) => share / sum);
});
const data: Data = { z: [...rng.randn(m * k)], y: shares, g: [...rng.randn(m * k)] };

describe("the derivative of each composite agrees with differences, simplified and not", () => {
  test.each(Object.entries(composites))("%s", (_, node) => {
    const weights = {
      ...data,
      g: (data.g as number[]).slice(
        0,
        node.shape.reduce((a, b) => a * b, 1),
      ),
    };
    const scalar = ops.sum(ops.mul(input("g", node.shape), node));
    const slopes = differences(scalar, "z", weights);
    for (const way of [plain, trained]) {
      const [value, dz] = compute(way(scalar, ["z"]), weights);
      expect(worst(value!, compute([scalar], weights)[0]!)).toBeLessThan(1e-14);
      expect(worst(dz!, slopes)).toBeLessThan(1e-8);
    }
  });
});
