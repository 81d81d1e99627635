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
