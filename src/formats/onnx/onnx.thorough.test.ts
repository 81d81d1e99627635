import { describe, expect, test } from "vitest";
import { cases, interpreted, modelOf, rowsFor } from "../../../test/support/ejected.ts";
import { findOnnxRuntime, withoutOnnxRuntime } from "../../../test/support/onnxruntime.ts";
import { activation, batchNorm, dense, dropout, layerNorm, mlp } from "../../index.ts";
import { compareWithProof } from "../proof/compare.ts";
import { readOnnx } from "./readOnnx.ts";
import { decodeModel, encodeModel } from "./schema/codec.ts";
import { type OnnxOptions, writeOnnx } from "./writeOnnx.ts";

const sum = () => {
  const model = mlp(2, dense(2, "tanh"), dense(1, "sigmoid"));
  model.setWeights({
    W1: [
      [1, 0],
      [0, 1],
    ],
    b1: [0.5, 0],
    W2: [[1], [-1]],
    b2: [0],
  });
  return model;
};

/** The file with its metadata changed: `key` becomes `value`, or goes. */
function withMetadata(bytes: Uint8Array, key: string, value?: (text: string) => string): Uint8Array {
  const { graph, irVersion, opsetImport, metadataProps } = decodeModel(bytes, "test");
  const changed = metadataProps.flatMap((entry) => {
    if (entry.key !== key) return [entry];
    return value ? [{ key, value: value(entry.value) }] : [];
  });
  return encodeModel({ graph: graph!, irVersion, opsetImport, metadataProps: changed });
}

describe.each(cases)("$title", (given) => {
  test("comes back as it was, and predicts the same bits", async () => {
    const model = modelOf(given);
    const { model: again, notes } = readOnnx(await writeOnnx(model));
    expect(notes).toEqual([]);
    expect(again.network).toEqual(model.network);
    expect(again.dtype).toBe(given.dtype);
    expect(again.scaling).toEqual(model.scaling);
    expect(again.weights).toEqual(model.weights);
    const rows = rowsFor(given);
    expect(await interpreted(again, rows)).toEqual(await interpreted(model, rows));
  });

  test("comes back from the graph alone, and predicts the same bits", async () => {
    const model = modelOf(given);
    const { model: again, notes } = readOnnx(withMetadata(await writeOnnx(model), "chainrule"));
    expect(notes).toEqual([]);
    const rows = rowsFor(given);
    expect(await interpreted(again, rows)).toEqual(await interpreted(model, rows));
  });
});

const runtime = findOnnxRuntime();

describe.skipIf(!runtime)(`In onnxruntime${runtime ? "" : ` (${withoutOnnxRuntime})`}`, () => {
  test.each(cases)("$title comes out as its proof says", async (given) => {
    const { InferenceSession, Tensor } = runtime!;
    const bytes = await writeOnnx(modelOf(given));
    const proof = readOnnx(bytes).proof!;
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
    const Numbers = given.dtype === "float32" ? Float32Array : Float64Array;
    const x = new Tensor(given.dtype, Numbers.from(proof.inputs.flat() as number[]), [
      proof.inputs.length,
      given.features,
    ]);
    const { data, dims } = (await session.run({ X: x }))[session.outputNames[0]!]!;
    const rows = proof.outputs.map((_, i) => Array.from(data).slice(i * dims[1]!, (i + 1) * dims[1]!));
    expect(compareWithProof(proof, rows, given.title)).toMatchObject({ holds: true });
    await session.release();
  });
});

describe("An ONNX file", () => {
  test("keeps the names of weights and values, and says what its nodes do", async () => {
    const { graph, opsetImport } = decodeModel(await writeOnnx(sum()), "test");
    expect(graph!.initializer.map(({ name }) => name)).toEqual(["W1", "b1", "W2", "b2"]);
    expect(graph!.node.map(({ name, opType }) => [name, opType])).toEqual([
      ["Gemm Z1", "Gemm"],
      ["Tanh A1", "Tanh"],
      ["Gemm Z2", "Gemm"],
      ["Sigmoid A2", "Sigmoid"],
    ]);
    expect(graph!.docString).toBe("A network of 2 inputs and the layers 2:tanh, 1:sigmoid.");
    expect(opsetImport).toMatchObject([{ domain: "", version: 26n }]);
  });

  test("takes any number of rows", async () => {
    const { graph } = decodeModel(await writeOnnx(sum()), "test");
    for (const [value, width] of [
      [graph!.input[0], 2n],
      [graph!.output[0], 1n],
    ] as const)
      expect(value!.type!.value.value!.shape!.dim.map((dim) => dim.value)).toEqual([
        { case: "dimParam", value: "N" },
        { case: "dimValue", value: width },
      ]);
  });

  test("says by its names what a column of inputs and outputs is", async () => {
    const about = { features: ["width", "height"], targets: ["kind"], classes: ["cat", "dog"] };
    const bytes = await writeOnnx(sum(), { about });
    const { graph } = decodeModel(bytes, "test");
    expect(graph!.input[0]!.docString).toBe("width, height");
    expect(graph!.output[0]!.docString).toBe("cat, dog");
    expect(readOnnx(bytes).about).toEqual(about);
  });

  test("keeps what no graph can say: dropouts, initializers, names, momenta", async () => {
    const layers = [
      dropout(0.1),
      dense(2, "relu", { name: "hidden", init: "uniform(-1,1)" }),
      batchNorm({ momentum: 0.5, epsilon: 1e-3 }),
      activation("identity"),
      layerNorm({ epsilon: 1e-4 }),
    ];
    const model = mlp(2, ...layers);
    const [ones, zeros] = [
      [1, 1],
      [0, 0],
    ];
    const norms = {
      gamma1: ones,
      beta1: zeros,
      mean1: zeros,
      variance1: ones,
      gamma1_2: ones,
      beta1_2: zeros,
    };
    model.setWeights({ W1: [ones, ones], b1: zeros, ...norms });
    expect(readOnnx(await writeOnnx(model)).model.network.layers).toEqual(layers);
  });

  test("brings its proof, of the outputs that it gives", async () => {
    const { proof } = readOnnx(await writeOnnx(sum()));
    expect(proof!.tolerance).toBe(1e-6);
    expect(proof!.inputs[0]).toEqual([0, 0]);
    // sigmoid(tanh(0.5))
    expect(proof!.outputs[0]![0]).toBeCloseTo(0.6135163, 6);
  });

  test("gives logits where they are asked for", async () => {
    const { model, proof } = readOnnx(await writeOnnx(sum(), { output: "logits" }));
    expect(model.network.layers.at(-1)).toEqual(dense(1));
    expect(proof!.outputs[0]![0]).toBeCloseTo(Math.tanh(0.5), 6);
  });

  test("is the same for the same model", async () => {
    expect(await writeOnnx(sum())).toEqual(await writeOnnx(sum()));
  });

  test.each<[OnnxOptions, string]>([
    [
      { output: "logits" },
      "writeOnnx: expected a network that ends in softmax or sigmoid, for logits but got one that ends in identity.",
    ],
    [
      { inputs: "columns" },
      "writeOnnx: expected an encoding of columns into the 1 inputs of the network, as about.encoding, but got none.",
    ],
  ])("is not written with %o of a network that has no such thing", async (options, message) => {
    const model = mlp(1, dense(1));
    model.setWeights({ W1: [[1]], b1: [0] });
    await expect(writeOnnx(model, options)).rejects.toThrow(message);
  });

  test("is not written of a model without weights", async () => {
    await expect(writeOnnx(mlp(1, dense(1)))).rejects.toThrow("writeOnnx: expected a model with weights");
  });
});

describe("A description that lies", () => {
  const lies: readonly (readonly [string, (text: string) => string])[] = [
    ["names another activation", (text) => text.replace('"tanh"', '"relu"')],
    ["names other units", (text) => text.replace('"units":2', '"units":3')],
    ["leaves out a layer", (text) => text.replace(/,\{"type":"dense","units":1.*?\}/, "")],
    [
      "adds a scaling",
      (text) => text.replace('"inputs"', '"scaling":{"offset":[1,1],"scale":[1,1]},"inputs"'),
    ],
    ["has a layer that cannot be", (text) => text.replace('"type":"dense"', '"type":"conv"')],
    ["is cut short", (text) => text.slice(0, 40)],
    ["is of another version", (text) => text.replace('"version":1', '"version":2')],
  ];
  test.each(lies)("is not believed where it %s: the graph is read", async (_, lie) => {
    const bytes = withMetadata(await writeOnnx(sum()), "chainrule", (text) => {
      const changed = lie(text);
      expect(changed).not.toBe(text);
      return changed;
    });
    const { model, notes } = readOnnx(bytes);
    expect(notes).toEqual([
      "The description in the file is of another graph: the layers are read from the graph.",
    ]);
    expect(model.network.layers).toEqual([dense(2, "tanh"), dense(1, "sigmoid")]);
    expect(await interpreted(model, [[1, 2]])).toEqual(await interpreted(sum(), [[1, 2]]));
  });

  test("is not needed: the graph says as much", async () => {
    const bytes = withMetadata(await writeOnnx(sum()), "chainrule");
    expect(readOnnx(bytes).model.network).toEqual(sum().network);
  });
});

test("a proof that is damaged is refused by its name", async () => {
  const bytes = withMetadata(await writeOnnx(sum()), "chainrule.proof", (text) => text.slice(0, -9));
  expect(() => readOnnx(bytes, "net.onnx")).toThrow("net.onnx: expected test vectors in JSON");
});
