import { expect, test } from "vitest";
import { asArray } from "../../../src/array/convert.ts";
import { writeNpz } from "../../../src/array/npy.ts";
import { kindOf, namesInZip } from "./drop.ts";

const file = (name: string, content: BlobPart = "") => new File([content], name);
const npz = async (...names: string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const arrays = Object.fromEntries(names.map((name) => [name, asArray([[1, 2]])]));
  return Uint8Array.from(await writeNpz(arrays));
};

test("files are told apart by their names", async () => {
  expect(await kindOf(file("iris.csv"))).toBe("table");
  expect(await kindOf(file("train-images-idx3-ubyte.gz"))).toBe("pictures");
  expect(await kindOf(file("weights.safetensors"))).toBe("run");
  expect(await kindOf(file("run.json"))).toBe("run");
});

test("an archive of arrays is a learner's work where it has those of layers, and else a table", async () => {
  expect(await kindOf(file("mine.npz", await npz("X", "W1", "dZ2")))).toBe("work");
  expect(await kindOf(file("data.npz", await npz("x", "y")))).toBe("table");
  expect(await kindOf(file("digits.npz", await npz("x_train", "y_train", "x_test", "y_test")))).toBe("table");
  expect(namesInZip(await npz("X", "W1"))).toEqual(["X.npy", "W1.npy"]);
  expect(namesInZip(Uint8Array.of(1, 2, 3))).toEqual([]);
});

test("JSON of a run is a run, and records are a table", async () => {
  expect(await kindOf(file("a.json", '{"version":1,"chainrule":"0.1.0","network":{}}'))).toBe("run");
  expect(await kindOf(file("b.json", '[{"size":1.5}]'))).toBe("table");
  expect(await kindOf(file("c.json", '{"W1": [[1]], "b1": [0]}'))).toBe("work");
});
