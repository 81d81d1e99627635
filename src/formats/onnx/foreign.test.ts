import { expect, test } from "vitest";
import golden from "../../../test/golden/onnx/files.json" with { type: "json" };
import { interpreted } from "../../../test/support/ejected.ts";
import { layerKind } from "../../nn/network.ts";
import { readOnnx } from "./readOnnx.ts";

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

test.each(golden)("$about: its layers, and the outputs of onnxruntime", async (file) => {
  const { model } = readOnnx(bytesOf(file.base64));
  expect(model.network.layers.map((layer) => layerKind(layer).text(layer)).join(",")).toBe(file.layers);
  const outputs = await interpreted(model, file.inputs);
  outputs.forEach((row, i) => {
    row.forEach((value, j) => {
      const expected = file.outputs[i]![j]!;
      expect(Math.abs(value - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-6);
    });
  });
});

test.each([
  ["PyTorch, opset 20", []],
  [
    "graph as of skl2onnx, a classifier of 2 classes behind a scaler",
    [
      "Of the probabilities of two classes, the second is the output: the first is 1 less it.",
      'The output "label" was left out.',
    ],
  ],
  ["nodes that change nothing, and constants of constants", ["Weights of 16 bits became float32."]],
])("%s: notes say what was not taken over as it was", (about, notes) => {
  const file = golden.find((one) => one.about === about)!;
  expect(readOnnx(bytesOf(file.base64)).notes).toEqual(notes);
});

test("a standardization at the beginning becomes the scaling, number by number", () => {
  const file = golden.find(({ about }) => about.startsWith("a standardization"))!;
  expect(readOnnx(bytesOf(file.base64)).model.scaling).toEqual({ offset: [1, -2, 0.5], scale: [2, 3, 0.25] });
});

test("a float64 file makes a float64 model", () => {
  const file = golden.find(({ about }) => about === "PyTorch, float64")!;
  expect(readOnnx(bytesOf(file.base64)).model.dtype).toBe("float64");
});
