import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/nn.json" with { type: "json" };
import { compute, type Data, differences, trained, worst } from "../../../test/support/graphs.ts";
import { ChainruleError } from "../../base/error.ts";
import { input, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { forward } from "../network.ts";
import { parseLayers } from "../parseLayers.ts";
import { activation } from "./activation.ts";
import { batchNorm } from "./batchNorm.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import type { Layer } from "./layer.ts";
import { layerNorm } from "./layerNorm.ts";

const pass = (layers: readonly Layer[], shape: readonly [number, number], training: boolean) =>
  forward({ features: shape[1], layers }, input("x", shape), { training, dtype: "float64" });

/** sum(c * output): a scalar that looks at every element of the output. */
const scalarOf = (output: Node): Node => ops.sum(ops.mul(input("c", output.shape), output));

const { x, c, gamma, beta } = golden.layers;
const affine = { gamma0: gamma, beta0: beta };

test("a batch norm has PyTorch's outputs, gradients and running statistics, batch after batch", () => {
  const { output, updates } = pass([batchNorm()], [6, 3], true);
  const nodes = [output, ...trained(scalarOf(output), ["x", "gamma0", "beta0"]).slice(1)];
  let state: Data = { mean0: [0, 0, 0], variance0: [1, 1, 1] };
  golden.layers.batchNorm.steps.forEach((step, i) => {
    const data = { x: x[i]!, c, ...affine, ...state };
    const [out, dx, dgamma, dbeta] = compute(nodes, data) as number[][];
    expect(worst(out!, step.output)).toBeLessThan(1e-13);
    expect(worst(dx!, step.dx)).toBeLessThan(1e-13);
    expect(worst(dgamma!, step.dgamma)).toBeLessThan(1e-13);
    expect(worst(dbeta!, step.dbeta)).toBeLessThan(1e-13);
    const next = compute(
      updates.map(({ value }) => value),
      data,
    );
    state = Object.fromEntries(updates.map(({ target }, u) => [target.name, next[u]!]));
    expect(worst(next[0]!, step.mean)).toBeLessThan(1e-14);
    expect(worst(next[1]!, step.variance)).toBeLessThan(1e-14);
  });
  const prediction = pass([batchNorm()], [6, 3], false);
  expect(prediction.updates).toEqual([]);
  const [out] = compute([prediction.output], { x: x[0]!, ...affine, ...state }) as [number[]];
  expect(worst(out, golden.layers.batchNorm.prediction)).toBeLessThan(1e-14);
});

test("a batch norm of one example gives beta and leaves the running variance alone", () => {
  const { output, updates } = pass([batchNorm()], [1, 2], true);
  const data = { x: [5, -7], gamma0: [2, 3], beta0: [0.25, 0.5], mean0: [0, 0], variance0: [1, 1] };
  expect(compute([output], data)).toEqual([[0.25, 0.5]]);
  expect(updates.map(({ target }) => target.name)).toEqual(["mean0"]);
});

test("a layer norm has PyTorch's outputs and gradients, in training and prediction", () => {
  const { output } = pass([layerNorm()], [6, 3], true);
  const nodes = [output, ...trained(scalarOf(output), ["x", "gamma0", "beta0"]).slice(1)];
  golden.layers.layerNorm.steps.forEach((step, i) => {
    const [out, dx, dgamma, dbeta] = compute(nodes, { x: x[i]!, c, ...affine }) as number[][];
    expect(worst(out!, step.output)).toBeLessThan(1e-13);
    expect(worst(dx!, step.dx)).toBeLessThan(1e-12);
    expect(worst(dgamma!, step.dgamma)).toBeLessThan(1e-13);
    expect(worst(dbeta!, step.dbeta)).toBeLessThan(1e-13);
  });
  const prediction = compute([pass([layerNorm()], [6, 3], false).output], { x: x[0]!, ...affine });
  expect(worst(prediction[0]!, golden.layers.layerNorm.prediction)).toBeLessThan(1e-13);
});

describe.each([
  "4:tanh",
  "4:sigmoid",
  "4:softmax",
  "4,batchNorm,silu",
  "4,layerNorm,gelu",
  "4:elu,dropout(0.4)",
])("%s, then 2 units", (text) => {
  const { output, parameters } = pass(parseLayers(`${text},2:softplus`), [6, 3], true);
  const scalar = scalarOf(output);
  const names = ["x", ...parameters.map(({ node }) => node.name!)];
  const data: Record<string, ArrayLike<number>> = {
    x: x[0]!,
    c: c.slice(0, 12),
    "dropout.seed": [7],
    "dropout.step": [3],
  };
  parameters.forEach(({ node }, p) => {
    const size = node.shape.reduce((a, b) => a * b, 1);
    data[node.name!] = Array.from({ length: size }, (_, i) => Math.sin(1 + i + 10 * p));
  });
  const found = compute(trained(scalar, names), data).slice(1);

  test.each(names.map((name, i) => [name, i] as const))(
    "the gradient of %s is what differences show",
    (name, i) => {
      expect(worst(found[i]!, differences(scalar, name, data))).toBeLessThan(1e-8);
    },
  );
});

test("dropout silences its rate of the elements, scales the others, and draws anew at each step", () => {
  const { output } = pass([dropout(0.25)], [100, 100], true);
  const at = (step: number, seed = 1) =>
    compute([output], { x: new Array(10_000).fill(3), "dropout.seed": [seed], "dropout.step": [step] })[0]!;
  const first = at(0);
  expect(new Set(first)).toEqual(new Set([0, 4]));
  const silent = first.filter((a) => a === 0).length;
  // 2500 within five standard deviations of the binomial, 43 each.
  expect(Math.abs(silent - 2500)).toBeLessThan(217);
  const both = (other: number[]) => other.filter((a, i) => a === 0 && first[i] === 0).length;
  // Two independent masks are silent together at 625 places; five standard deviations are 121.
  expect(Math.abs(both(at(1)) - 625)).toBeLessThan(121);
  expect(Math.abs(both(at(0, 2)) - 625)).toBeLessThan(121);
  expect(at(0)).toEqual(first);
});

test("two dropouts in one network draw different masks", () => {
  const { output } = pass([dropout(0.5), dropout(0.5)], [100, 100], true);
  const [values] = compute([output], {
    x: new Array(10_000).fill(1),
    "dropout.seed": [1],
    "dropout.step": [0],
  });
  expect(Math.abs(values!.filter((a) => a !== 0).length - 2500)).toBeLessThan(217);
});

test("dropout lets everything through in prediction, and at rate 0", () => {
  for (const part of [pass([dropout(0.5)], [1, 2], false), pass([dropout(0)], [1, 2], true)])
    expect(compute([part.output], { x: [1, 2] })).toEqual([[1, 2]]);
});

test("layers that share a number share no name", () => {
  const layers = [
    layerNorm(),
    dense(2),
    batchNorm(),
    layerNorm(),
    activation("relu"),
    activation("tanh"),
    dense(1),
  ];
  const { parameters, states, output } = pass(layers, [4, 3], true);
  expect(parameters.map(({ node }) => node.name)).toEqual([
    "gamma0",
    "beta0",
    "W1",
    "b1",
    "gamma1",
    "beta1",
    "gamma1_2",
    "beta1_2",
    "W2",
    "b2",
  ]);
  expect(states.map(({ node }) => node.name)).toEqual(["mean1", "variance1"]);
  const into = output.inputs[0]!.inputs[0]!;
  expect([into.name, into.inputs[0]!.name]).toEqual(["A1_2", "A1"]);
});

/** A dense layer as a file may hold it. */
const foreign = (settings: Readonly<Record<string, unknown>>): Layer => ({ ...dense(2), ...settings });

test.each<[() => unknown, string]>([
  [() => dropout(1), "dropout rate: expected a number from 0 and below 1 but got 1."],
  [() => batchNorm({ momentum: -1 }), "batchNorm momentum: expected a number from 0 and below 1 but got -1."],
  [() => layerNorm({ epsilon: 0 }), "layerNorm epsilon: expected a number above 0 but got 0."],
  [
    () => activation("tahn" as "tanh"),
    'activation: expected a known activation but got "tahn". Did you mean "tanh"?',
  ],
  [
    () => pass([{ type: "dropout", rate: 2 }], [1, 2], true),
    'dropout "1" rate: expected a number from 0 and below 1 but got 2.',
  ],
  [
    () => pass([dense(2), { type: "batchNorm", momentm: 0.5 }], [1, 2], true),
    'batchNorm "2": expected a known setting but got "momentm". Did you mean "momentum"?',
  ],
  [
    () => pass([{ type: "dropout", rate: 7 }], [1, 2], true),
    'dropout "1" rate: expected a number from 0 and below 1 but got 7.',
  ],
  [
    () => pass([foreign({ units: -3 })], [1, 2], true),
    'dense "1": expected a positive whole number of units but got -3.',
  ],
  [
    () => pass([foreign({ units: 1.5 })], [1, 2], true),
    'dense "1": expected a positive whole number of units but got 1.5.',
  ],
  [
    () => pass([foreign({ units: "3" })], [1, 2], true),
    'dense "1": expected a positive whole number of units but got "3".',
  ],
  [
    () => pass([foreign({ activation: "toString" })], [1, 2], true),
    'dense "1": expected a known activation but got "toString".',
  ],
  [
    () => pass([foreign({ activation: ["relu"] })], [1, 2], true),
    'dense "1": expected the name of an activation but got ["relu"].',
  ],
  [
    () => pass([foreign({ bias: "no" })], [1, 2], true),
    'dense "1" bias: expected true or false but got "no".',
  ],
  [
    () => pass([foreign({ initializer: { name: "constructor", numbers: [] } })], [1, 2], true),
    'dense "1" initializer: expected a known initializer but got "constructor".',
  ],
  [
    () => pass([foreign({ initializer: { name: "uniform", numbers: [1] } })], [1, 2], true),
    "initializer uniform: expected 2 numbers (low, high) but got (1).",
  ],
  [
    () => pass([{ type: "activation", activation: 3 }], [1, 2], true),
    'activation "1": expected the name of an activation but got 3.',
  ],
  [
    () => pass([{ type: "droput" }], [1, 2], true),
    'network: expected layers of known types but got "droput"',
  ],
  [
    () =>
      forward({ features: 3, layers: [batchNorm()] }, input("x", [3]), { training: true, dtype: "float64" }),
    'batchNorm "1": expected an input of shape (examples, features) but got (3,). Give one example as a row',
  ],
])("a layer refuses what it cannot be: case %#", (make, message) => {
  expect(make).toThrow(message);
  expect(make).toThrow(ChainruleError);
});
