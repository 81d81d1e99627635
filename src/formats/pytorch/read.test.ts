import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readPytorch } from "./read.ts";

interface Case {
  readonly file: string;
  readonly about: string;
  readonly layers: string;
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const folder = new URL("../../../test/golden/pytorch/", import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, folder)));
const { cases } = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8")) as {
  readonly cases: readonly Case[];
};
const archives = cases.filter(({ file }) => file.endsWith(".pt"));

test.each(archives)("$file ($about) gives what PyTorch gives, within 1e-6", async (one) => {
  const { model } = await readPytorch(bytesOf(one.file), { layers: parseLayers(one.layers) }, one.file);
  const outputs = (await model.predict(one.inputs)).data;
  const expected = one.outputs.flat();
  expect(outputs.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(outputs[i]! - value)).toBeLessThan(1e-6);
});

const read = (file: string) => {
  const { layers } = cases.find((one) => one.file === file)!;
  return readPytorch(bytesOf(file), { layers: parseLayers(layers) }, file);
};

test("a checkpoint gives its state dict, and a note says what else was in it", async () => {
  const { model, notes } = await read("checkpoint.pt");
  expect(model.weights).not.toEqual((await read("sequential.pt")).model.weights);
  expect(notes).toEqual([
    "The weights stand under model_state_dict of the checkpoint.",
    "Left out, since it is no weight: epoch, optimizer_state_dict, loss.",
  ]);
});

test("one network comes out the same from every way to save it", async () => {
  const { weights } = (await read("sequential.pt")).model;
  for (const file of ["protocol4.pt", "protocol5.pt", "parameters.pt", "bigEndian.pt", "ddp.pt"])
    expect((await read(file)).model.weights).toEqual(weights);
});

test("float64 stays, and numbers of 16 bits become float32 with none of their bits lost", async () => {
  expect((await read("float64.pt")).model.dtype).toBe("float64");
  for (const [file, digits] of [
    ["half.pt", 11],
    ["bfloat16.pt", 8],
  ] as const) {
    const { model } = await read(file);
    expect(model.dtype).toBe("float32");
    // A number of so many binary digits is a whole number after it is scaled by its exponent.
    for (const value of model.weights!.W1!.data) {
      const scaled = value / 2 ** (Math.floor(Math.log2(Math.abs(value))) - digits + 1);
      expect(Number.isInteger(scaled)).toBe(true);
    }
  }
});

test("layers of a class are taken kind by kind, in whatever order the class states them", async () => {
  const { model } = await read("class.pt");
  expect(Object.keys(model.weights!)).toEqual([
    "W1",
    "b1",
    "gamma1",
    "beta1",
    "W2",
    "b2",
    "gamma2",
    "beta2",
    "W3",
    "mean1",
    "variance1",
  ]);
});

test("without layers the message has the units of the file", async () => {
  await expect(readPytorch(bytesOf("class.pt"), {}, "class.pt")).rejects.toThrow(
    "Say what follows each layer, e.g. --layers 5:relu,4,batchNorm,layerNorm,relu,3:softmax",
  );
});
