import { expect, test } from "vitest";
import { readOnnx } from "../../readOnnx.ts";
import { file, float, node, tensor, value } from "../../testing.ts";

const ports = { input: [value("x", ["N", 1])], output: [value("y", ["N", 1])] };

const twoGemms = (
  setting: "alpha" | "beta",
  inputs: readonly string[],
  tensors: Parameters<typeof file>[1],
) =>
  file(
    [
      node("Gemm", ["x", ...inputs], ["z"], [float(setting, 0.5)]),
      node("Gemm", ["z", ...inputs], ["y"], [float(setting, 0.5)]),
    ],
    tensors,
    ports,
  );

test("weights that two Gemms share are scaled once in each", async () => {
  const { model } = readOnnx(twoGemms("alpha", ["W"], [tensor("W", [1, 1], [2])]));
  expect((await model.predict([[8]])).tolist()).toEqual([[8]]);
});

test("a bias that two Gemms share is scaled once in each", async () => {
  const { model } = readOnnx(twoGemms("beta", ["W", "b"], [tensor("W", [1, 1], [1]), tensor("b", [1], [4])]));
  expect((await model.predict([[0]])).tolist()).toEqual([[4]]);
});

test("weights that were turned before are scaled too", async () => {
  const nodes = [
    node("Transpose", ["W"], ["Wt"]),
    node("Gemm", ["x", "Wt"], ["z"], [float("alpha", 0.5)]),
    node("Gemm", ["z", "Wt"], ["y"], [float("alpha", 0.5)]),
  ];
  const { model } = readOnnx(file(nodes, [tensor("W", [1, 1], [2])], ports));
  expect((await model.predict([[8]])).tolist()).toEqual([[8]]);
});
