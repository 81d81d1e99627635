import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asArray } from "../../array/convert.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { writeModel } from "../model.ts";
import { readSafetensors, writeSafetensors } from "../safetensors.ts";
import { drawnModel } from "./testing.ts";
import { readWeightsFile } from "./weightsFile.ts";
import { writeStateDict } from "./write.ts";

const folder = new URL("../../../test/golden/pytorch/", import.meta.url);

test("a safetensors file of PyTorch gives its outputs within 1e-6", async () => {
  const { cases } = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8"));
  const golden = cases.find(({ file }: { file: string }) => file === "sequential.safetensors");
  const bytes = new Uint8Array(readFileSync(new URL(golden.file, folder)));
  const { model, notes } = readWeightsFile(bytes, { layers: parseLayers(golden.layers) }, golden.file);
  const outputs = (await model.predict(golden.inputs)).data;
  expect(notes).toEqual([]);
  for (const [i, value] of golden.outputs.flat().entries())
    expect(Math.abs(outputs[i]! - value)).toBeLessThan(1e-6);
});

test("layers are taken by their number, though the file sorts 10 before 2", () => {
  const arrays = [2, 4, 6, 8, 10].map((n) => [`${n}.weight`, asArray([[n]])] as const);
  const bytes = writeSafetensors(new Map(arrays.toSorted(([a], [b]) => (a < b ? -1 : 1))));
  const { model } = readWeightsFile(bytes, { layers: parseLayers("1,1,1,1,1") });
  expect(Object.values(model.weights!).map((w) => w.tolist())).toEqual([[[2]], [[4]], [[6]], [[8]], [[10]]]);
});

test("it notes the order it took where the names do not tell it", () => {
  const bytes = writeSafetensors(
    new Map([
      ["out.weight", asArray([[1]])],
      ["hidden.weight", asArray([[2]])],
    ]),
  );
  const { notes } = readWeightsFile(bytes, { layers: parseLayers("1,1") });
  expect(notes[0]).toBe("The file does not keep the order of its layers. Taken by name: hidden, out.");
});

test("a model file of Chainrule's own needs no layers", () => {
  const model = drawnModel("4:tanh,1");
  expect(readWeightsFile(writeModel(model)).model.weights).toEqual(model.weights);
});

test("a description that does not fit its weights is refused", async () => {
  const { tensors, metadata } = readSafetensors(
    await writeStateDict(drawnModel("4:tanh,1"), { dialect: "pytorch" }),
  );
  const changed = (from: string | RegExp, to: string) => () =>
    readWeightsFile(
      writeSafetensors(tensors, {
        ...metadata,
        "chainrule.description": metadata["chainrule.description"]!.replace(from, to),
      }),
      {},
      "net.safetensors",
    );
  expect(changed('"units":4', '"units":5')).toThrow(
    'net.safetensors, tensor "0.weight": expected shape (5, 3) for layer 1, 5:tanh but got (4, 3).',
  );
  expect(changed('"version":1', '"version":2')).toThrow(
    "net.safetensors, chainrule.description: expected a description of version 1 but got version 2. Install a newer chainrule.",
  );
  expect(changed(/"offset":\[[^\]]*\]/, '"offset":[1]')).toThrow(
    "expected 3 entries at scaling.offset, as network.features says, but got 1",
  );
  expect(changed('"features":3', '"features":2')).toThrow(
    "expected 2 entries at scaling.offset, as network.features says, but got 3",
  );
  expect(changed("{", "")).toThrow("expected JSON but got text that does not parse");
});

test("arrays W1, b1, ... are read by their names and turned where their shapes say so", () => {
  const tensors = { W1: asArray([[1, 2]]), b1: asArray([3]), W2: asArray([[4], [5]]), b2: asArray([6, 7]) };
  const bytes = writeSafetensors(new Map(Object.entries(tensors)));
  const { model, notes } = readWeightsFile(bytes, { layers: parseLayers("1:tanh,2:softmax") }, "net");
  expect(model.weights!.W1!.tolist()).toEqual([[1], [2]]);
  expect(model.weights!.W2!.tolist()).toEqual([[4, 5]]);
  expect(notes).toEqual(["Turned, since they lay as units x inputs (examples in columns): W1, W2."]);
  expect(() => readWeightsFile(bytes, {}, "net")).toThrow("--layers 1:relu,2:softmax");
});
