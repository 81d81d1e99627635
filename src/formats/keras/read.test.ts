import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { writeZip } from "../../array/writeZip.ts";
import { readZip } from "../../array/zip.ts";
import { readKeras } from "./read.ts";

interface Case {
  readonly file: string;
  readonly about: string;
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const folder = new URL("../../../test/golden/keras/", import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, folder)));
const { cases } = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8")) as {
  readonly cases: readonly Case[];
};

const distance = (expected: readonly number[], got: ArrayLike<number>): number =>
  Math.max(...expected.map((value, i) => Math.abs(got[i]! - value) / Math.max(1, Math.abs(value))));

test.each(cases)("$file ($about) gives what Keras gives", async ({ file, inputs, outputs }) => {
  const { model } = await readKeras(bytesOf(file), file);
  expect(model.dtype).toBe(file === "double.keras" ? "float64" : "float32");
  const got = await model.predict(inputs);
  expect(got.shape).toEqual([outputs.length, outputs[0]!.length]);
  expect(distance(outputs.flat(), got.data)).toBeLessThan(1e-6);
});

test("layers are those of the file, and what was left out is said", async () => {
  const { model, notes } = await readKeras(bytesOf("norms.keras"), "norms.keras");
  expect(model.network.layers.slice(0, 4)).toEqual([
    { type: "batchNorm", momentum: 0.9, epsilon: 0.01 },
    { type: "dense", units: 5, activation: "tanh", bias: true },
    { type: "batchNorm", momentum: 0.99, epsilon: 0.001 },
    { type: "dropout", rate: 0.4 },
  ]);
  expect(notes).toEqual(['Left out: GaussianNoise "gaussian_noise", which changes nothing at prediction.']);
});

test("a picture comes in row after row", async () => {
  const { model, notes } = await readKeras(bytesOf("image.keras"), "image.keras");
  expect(model.network.features).toBe(12);
  expect(model.scaling?.scale.slice(0, 2)).toEqual([255, 255]);
  expect(notes).toEqual(["An example of shape 4 x 3 comes in as 12 numbers, row after row."]);
});

test("what adapt measured, and Rescaling before it, is the scaling of the inputs", async () => {
  const adapted = (await readKeras(bytesOf("functional.keras"))).model.scaling!;
  expect(adapted.offset).toEqual([110, 2.3333332538604736, -4]);
  const { offset, scale } = (await readKeras(bytesOf("scaled.keras"))).model.scaling!;
  // ((x / 2 - 1) - 1.5) / 2 and ((x / 2 - 1) + 2) / 0.5
  expect(offset).toEqual([5, -2]);
  expect(scale).toEqual([4, 1]);
});

type Json = Record<string, unknown>;
interface Config {
  config: Json & { layers: { class_name: string; config: Json; [key: string]: unknown }[] };
  [key: string]: unknown;
}

/** A golden file with its description changed. */
async function changed(file: string, change: (config: Config) => void): Promise<Uint8Array> {
  const files = await readZip(bytesOf(file));
  const config = JSON.parse(new TextDecoder().decode(files.get("config.json"))) as Config;
  change(config);
  return writeZip(new Map<string, string | Uint8Array>([...files, ["config.json", JSON.stringify(config)]]));
}

/** Changes the layer at a position: its class, and settings. */
const layer =
  (i: number, settings: Json, className?: string) =>
  ({ config }: Config): void => {
    const one = config.layers[i]!;
    one.class_name = className ?? one.class_name;
    Object.assign(one.config, settings);
  };

describe("A .keras file is refused with the layer and its class for", () => {
  test.each<[string, string, (config: Config) => void, string]>([
    [
      "a layer that is not known",
      "activations.keras",
      layer(1, { name: "conv" }, "Conv1D"),
      'net.keras, layer "conv" (Conv1D): expected a layer out of',
    ],
    [
      "an activation that Chainrule has not",
      "activations.keras",
      layer(1, { activation: "hard_sigmoid" }),
      'net.keras, layer "dense" (Dense): expected an activation out of linear, sigmoid, tanh, relu, elu, celu, selu, softplus, silu, swish, gelu, softmax but got "hard_sigmoid".',
    ],
    [
      "a leaky ReLU of Keras's slope",
      "activations.keras",
      layer(1, { activation: "leaky_relu" }),
      "use the layer LeakyReLU(negative_slope=0.01)",
    ],
    [
      "a function of the program's own",
      "activations.keras",
      layer(1, { activation: { class_name: "function", config: "mine" } }),
      '"config":"mine"',
    ],
    [
      "a ReLU with a ceiling of 0",
      "activationLayers.keras",
      layer(2, { max_value: 0 }),
      'net.keras, layer "re_lu" (ReLU): expected null as max_value but got 0.',
    ],
    [
      "another slope",
      "activationLayers.keras",
      layer(4, { negative_slope: 0.3 }),
      "expected 0.01 as negative_slope but got 0.3.",
    ],
    ["another alpha", "activationLayers.keras", layer(6, { alpha: 0.5 }), "expected 1 as alpha but got 0.5."],
    [
      "normalization over another axis",
      "norms.keras",
      layer(1, { axis: 0 }),
      'net.keras, layer "batch_normalization" (BatchNormalization): expected -1 as axis but got 0.',
    ],
    [
      "a rate that cannot be",
      "norms.keras",
      layer(4, { rate: 1 }),
      'layer "dropout" (Dropout): dropout rate',
    ],
    [
      "RMS normalization",
      "norms.keras",
      layer(6, { rms_scaling: true }),
      "expected false as rms_scaling but got true.",
    ],
    [
      "more units than there are weights",
      "activations.keras",
      layer(1, { units: 4 }),
      'net.keras, layer "dense" (Dense): expected an array of shape (3, 4) at layers/dense/vars/0 of the weights but got one of shape (3, 3).',
    ],
    [
      "a picture that is not flattened",
      "image.keras",
      ({ config }) => void config.layers.splice(2, 1),
      'net.keras, layer "dense_21" (Dense): expected examples of one axis but got shape (4, 3). Put a Flatten before it.',
    ],
    [
      "scaling after a layer",
      "image.keras",
      ({ config: { layers } }) => void layers.push(layers.splice(1, 1)[0]!),
      "expected scaling of the inputs alone, before every other layer but got one after a layer.",
    ],
    [
      "layers that are not one chain",
      "functional.keras",
      ({ config }) =>
        void config.layers.push({
          ...config.layers[2]!,
          config: { ...config.layers[2]!.config, name: "other" },
        }),
      'net.keras, layer "other" (Dense): expected layers in one chain from the input to the output but got one beside it.',
    ],
    [
      "a circle",
      "functional.keras",
      ({ config }) => {
        config.layers[1]!.inbound_nodes = [[["price", 0, 0, {}]]];
      },
      'net.keras: expected each layer once in the chain to the output but got "price".',
    ],
    [
      "a layer used twice",
      "functional.keras",
      ({ config }) => void (config.layers[2]!.inbound_nodes as unknown[]).push([["hidden", 0, 0, {}]]),
      "expected one input from one layer but got uses in 2 places.",
    ],
    [
      "a class of its own",
      "double.keras",
      (model) => void Object.assign(model, { class_name: "Mine" }),
      'the class "Mine"',
    ],
    [
      "an input that is too wide",
      "double.keras",
      layer(0, { batch_shape: [null, 1e9] }),
      "net.keras: expected at most 1048576 numbers an example but got 1000000000.",
    ],
    [
      "an input of no known size",
      "double.keras",
      layer(0, { batch_shape: [null, null] }),
      "net.keras: expected an input of known shape, such as (null, 4) but got [null,null].",
    ],
  ])("%s", async (_, file, change, message) => {
    const error = await readKeras(await changed(file, change), "net.keras").catch((reason) => reason);
    expect(String(error)).toContain(message);
    expect(error.code).toBe("data");
  });

  test("a file that is no zip archive, or lacks a part", async () => {
    await expect(readKeras(new Uint8Array(100), "net.keras")).rejects.toThrow(
      "net.keras: expected a .keras file, which is a zip archive but got one that cannot be read: no zip directory at its end.",
    );
    await expect(
      readKeras(writeZip(new Map([["config.json", '{"config":{}}']])), "net.keras"),
    ).rejects.toThrow("net.keras: expected a Sequential or Functional model but got the class null.");
    const files = await readZip(bytesOf("double.keras"));
    files.delete("model.weights.h5");
    await expect(readKeras(writeZip(files), "net.keras")).rejects.toThrow(
      "expected model.weights.h5 in a .keras file but got none.",
    );
  });

  test("weights that are damaged, and the next file is read as if nothing had been", async () => {
    const files = await readZip(bytesOf("double.keras"));
    const weights = files.get("model.weights.h5")!;
    for (const [damaged, got] of [
      [weights.slice(0, 5000), "truncated file"],
      [new Uint8Array(2000), "file signature not found"],
    ] as const) {
      const archive = writeZip(new Map([...files, ["model.weights.h5", damaged]]));
      await expect(readKeras(archive, "net.keras")).rejects.toThrow(
        `net.keras: expected a whole HDF5 file but got "${got}`,
      );
    }
    expect((await readKeras(bytesOf("double.keras"))).model.dtype).toBe("float64");
  });
});
