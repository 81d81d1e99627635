import { describe, expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { writeNpy } from "../array/npy.ts";
import { writeZip } from "../array/writeZip.ts";
import { dense } from "../nn/layers/dense.ts";
import { mlp } from "../train/model.ts";
import { exporters } from "./exporters.ts";
import { look } from "./look.ts";
import { writeModel } from "./model.ts";
import { importerOf, readNetwork } from "./readNetwork.ts";
import { writeSafetensors } from "./safetensors.ts";

const model = mlp(2, dense(3, "tanh"), dense(1, "sigmoid"));
model.setWeights({
  W1: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  b1: [0.5, 0, -0.5],
  W2: [[1], [-1], [2]],
  b2: [0.25],
});
const about = { task: "binary", features: ["a", "b"], targets: ["kind"], classes: ["no", "yes"] } as const;

describe.each(Object.values(exporters))("a file of $name", ({ name, write }) => {
  test("is known by its contents, whatever it is called, and keeps network, bits and names", async () => {
    const bytes = await write(model, { about });
    expect(importerOf(bytes, "nameless").endings).toContain(exporters[name]!.ending.replace(".pytorch", ""));
    const again = await readNetwork(bytes, {}, "nameless");
    expect(again.model.network.features).toBe(2);
    expect(again.model.weights!.W1!.tolist()).toEqual(model.weights!.W1!.tolist());
    expect((await again.model.predict([[1, 2]])).tolist()).toEqual((await model.predict([[1, 2]])).tolist());
    expect(again.about).toEqual(about);
    expect(again.proof?.outputs).toHaveLength(8);
  });
});

const zip = (...names: string[]) => writeZip(new Map(names.map((name) => [name, "x"])));
const text = (words: string) => new TextEncoder().encode(words);

test.each<[string, Uint8Array, string]>([
  ["nothing", new Uint8Array(), "an empty file"],
  ["words", text("size,kind\n1,cat\n"), 'text that begins "size,kind"'],
  ["an archive", zip("a.txt", "b.txt"), "a zip archive of a.txt, b.txt"],
  ["an archive of hostile names", zip("\u001b[2J"), "a zip archive of \\u001b[2J"],
  ["an array", writeNpy(asArray([1])), "a single array, as np.save writes it"],
  ["HDF5", Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a), "an HDF5 file"],
  ["a module", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), "a WebAssembly module"],
  ["something else", Uint8Array.of(0xff, 0xfe, 0, 1), "bytes that begin ff fe 00 01"],
  ["half an ONNX model", Uint8Array.of(8, 8, 0x3a, 100, 1), "bytes that begin 08 08 3a 64 01"],
  ["an endless number", new Uint8Array(1000).fill(0xff), "bytes that begin ff ff ff ff ff ff ff ff"],
])("%s is refused with what was seen", async (_, bytes, seen) => {
  expect(look(bytes).seen).toBe(seen);
  await expect(readNetwork(bytes, {}, "file")).rejects.toThrow(
    `file: expected a trained network in a file of ${Object.keys(exporters)[0]}`,
  );
  await expect(readNetwork(bytes, {}, "file")).rejects.toThrow(`but got ${seen}.`);
});

test.each<[string, Uint8Array, string]>([
  [
    "a run folder",
    zip("run/run.json", "run/weights.safetensors"),
    "It is a run folder: unpack it, and name the folder.",
  ],
  [
    "an old file of Keras",
    Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a),
    "Save the network from Keras 3",
  ],
])("%s comes with what to do", async (_, bytes, advice) => {
  await expect(readNetwork(bytes, {}, "file")).rejects.toThrow(advice);
});

test("an archive that may be of two formats is told by the ending of its name", () => {
  const both = zip("config.json", "model.weights.h5", "net/data.pkl");
  expect(importerOf(both, "net.pt").name).toBe("pytorch");
  expect(importerOf(both, "net.keras").name).toBe("keras");
  expect(() => importerOf(both, "net")).toThrow(/which may be keras or pytorch\.$/);
});

test("layers beside a file that says its own are refused", async () => {
  const layers = [dense(1)];
  for (const bytes of [writeModel(model), await exporters.onnx!.write(model, {})])
    await expect(readNetwork(bytes, { layers }, "net")).rejects.toThrow(
      "layers: expected a file of weights alone but got net, which says its own layers. Leave the layers out.",
    );
  const alone = writeSafetensors(new Map([["0.weight", asArray([[1, 2]])]]));
  const { model: read } = await readNetwork(
    alone,
    { layers: [dense(1, "identity", { bias: false })] },
    "net",
  );
  expect(read.weights!.W1!.tolist()).toEqual([[1], [2]]);
});
