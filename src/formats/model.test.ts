import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { planar } from "../data/planar.ts";
import { batchNorm } from "../nn/layers/batchNorm.ts";
import { dense } from "../nn/layers/dense.ts";
import { dropout } from "../nn/layers/dropout.ts";
import { sequential } from "../train/model.ts";
import { readModel, readModelFile, writeModel } from "./model.ts";
import { proofOf } from "./proof/proof.ts";
import { writeSafetensors } from "./safetensors.ts";

test.each(["float32", "float64"] as const)(
  "a trained model in %s predicts the same bits after a round trip",
  async (dtype) => {
    const { x, y } = planar({ samples: 100, seed: 1 });
    const model = sequential(2, [dense(5), batchNorm(), dropout(0.2), dense(1, "sigmoid", { name: "out" })]);
    await model.fit(x, y, { epochs: 3, batchSize: 32, scale: "standardize", dtype });
    const again = readModel(writeModel(model));
    expect(again.network).toEqual(model.network);
    expect(again.dtype).toBe(dtype);
    expect([...(await again.predict(x)).data]).toEqual([...(await model.predict(x)).data]);
  },
);

test("a model file keeps what inputs and outputs are called, and its test vectors", async () => {
  const model = sequential(2, [dense(1, "sigmoid")]);
  model.setWeights({ W1: [[0.25], [-2]], b1: [0.5] });
  const about = {
    task: "binary",
    features: ["width", "height"],
    targets: ["kind"],
    classes: ["cat", "dog"],
  } as const;
  const proof = await proofOf(model);
  const again = readModelFile(writeModel(model, { about, proof }));
  expect(again.about).toEqual(about);
  expect(again.proof).toEqual(proof);
  expect(again.notes).toEqual([]);
});

test("a file of a model alone says nothing more", () => {
  const model = sequential(1, [dense(1)]);
  model.setWeights({ W1: [[1]], b1: [0] });
  expect(Object.keys(readModelFile(writeModel(model)))).toEqual(["model", "notes"]);
});

const described = (text: string) => () =>
  readModel(writeSafetensors(new Map(), { chainrule: text }), "net.safetensors");
const network = { features: 2, layers: [dense(1)] };
const fileOf = (description: object, metadata = {}) =>
  writeSafetensors(
    new Map([
      ["W1", asArray([[1], [2]], "float32")],
      ["b1", asArray([0], "float32")],
    ]),
    { chainrule: JSON.stringify({ version: 1, network, ...description }), ...metadata },
  );

test.each<[string, () => unknown, string]>([
  [
    "a model without weights",
    () => writeModel(sequential(2, [dense(1)])),
    "writeModel: expected a model with weights but got a new one.",
  ],
  [
    "weights alone",
    () => readModel(writeSafetensors(new Map()), "w"),
    "w: expected a file that writeModel wrote but got one without a description of its layers.",
  ],
  ["a description that is no JSON", described("{"), "net.safetensors: expected a file that writeModel wrote"],
  [
    "a newer version",
    described(JSON.stringify({ version: 2, network })),
    "net.safetensors: expected a description of version 1 but got version 2. Install a newer chainrule.",
  ],
  [
    "missing weights",
    described(JSON.stringify({ version: 1, network })),
    'weights "W1": expected shape (2, 1) but got nothing.',
  ],
  [
    "an unknown layer",
    described(JSON.stringify({ version: 1, network: { features: 2, layers: [{ type: "conv" }] } })),
    'network: expected layers of known types but got "conv".',
  ],
  [
    "a layer of null",
    described(JSON.stringify({ version: 1, network: { features: 2, layers: [null] } })),
    "net.safetensors: expected an object with a type at network.layers[0] but got null.",
  ],
  [
    "half a feature",
    described(JSON.stringify({ version: 1, network: { ...network, features: 1.5 } })),
    "net.safetensors: expected a whole number from 1 at network.features but got 1.5.",
  ],
  [
    "a scaling for one feature of two",
    described(JSON.stringify({ version: 1, network, scaling: { offset: [0], scale: [1, 1] } })),
    "net.safetensors: expected 2 entries at scaling.offset, as network.features says, but got 1.",
  ],
  [
    "a scaling that divides by 0",
    described(JSON.stringify({ version: 1, network, scaling: { offset: [0, 0], scale: [1, 0] } })),
    "net.safetensors: expected a number other than 0 at scaling.scale[1] but got 0.",
  ],
  [
    "names of three features of two",
    () => readModelFile(fileOf({ about: { features: ["a", "b", "c"] } }), "net.safetensors"),
    "net.safetensors: expected 2 entries at about.features, as network.features says, but got 3.",
  ],
  [
    "a task that there is not",
    () => readModelFile(fileOf({ about: { task: "guess" } }), "net.safetensors"),
    'net.safetensors: expected one of "binary", "multiclass", "regression" at about.task but got "guess".',
  ],
  [
    "an encoding of nothing",
    () => readModelFile(fileOf({ about: { encoding: {} } }), "net.safetensors"),
    "net.safetensors, about.encoding: expected an encoding of version 1 but got none.",
  ],
  [
    "test vectors that are cut off",
    () => readModelFile(fileOf({}, { "chainrule.proof": 'chainrule.proof {"version":1' }), "net.safetensors"),
    "net.safetensors: expected test vectors in JSON but got a line that is cut off or changed.",
  ],
  [
    "a scaling in words",
    described(JSON.stringify({ version: 1, network, scaling: { offset: "none", scale: [1, 1] } })),
    'net.safetensors: expected a list of numbers at scaling.offset but got "none".',
  ],
])("%s is refused in one sentence", (_, action, message) => {
  expect(action).toThrow(message);
});
