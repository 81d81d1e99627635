import { describe, expect, test } from "vitest";
import { RandomState } from "../../array/random.ts";
import { ChainruleError, dense, mlp } from "../../index.ts";
import { readOnnx } from "./readOnnx.ts";
import { encodeModel } from "./schema/codec.ts";
import { enums } from "./schema/messages.ts";
import { file, float, int, type Node, node, tensor, value, w } from "./testing.ts";
import { writeOnnx } from "./writeOnnx.ts";

const { INT, STRING } = enums["AttributeProto.AttributeType"];

const gemm = (settings: Node["attribute"] = [], inputs = ["x", "W"]) => node("Gemm", inputs, ["y"], settings);

/** Behind a Gemm, which knows how many features there are. */
const after = (...nodes: Node[]) => [node("Gemm", ["x", "W"], ["z"]), ...nodes];

// biome-ignore format: a line for each
const refusals: readonly (readonly [why: string, bytes: Uint8Array, message: string])[] = [
  ["an operator that is not known", file([node("Conv", ["x", "W"], ["y"])]), 'net.onnx, node "the Conv" (Conv): expected an operator that layers are made of (Gemm, MatMul, '],
  ["an operator's name that is a name of all objects", file([node("constructor", ["x"], ["y"])]), '(constructor): expected an operator'],
  ["a log softmax", file(after(node("LogSoftmax", ["z"], ["y"]))), "but got LogSoftmax. Export the network without its last layer: it gives logits then."],
  ["another domain", file([{ ...node("Relu", ["x"], ["y"]), domain: "com.example" }]), "but got com.example.Relu."],
  ["a residual connection", file(after(node("Add", ["z", "x"], ["y"]))), "(Add): expected one input that is computed, as layers are in sequence but got 2. Branches, such as residual connections, are not read."],
  ["another slope", file(after(node("LeakyRelu", ["z"], ["y"], [float("alpha", 0.2)]))), "(LeakyRelu): expected alpha 0.01, as leakyRelu has it, but got 0.2."],
  ["another alpha", file(after(node("Elu", ["z"], ["y"], [float("alpha", 2)]))), "(Elu): expected alpha 1, as elu has it, but got 2."],
  ["an approximate gelu", file(after(node("Gelu", ["z"], ["y"], [{ name: "approximate", type: STRING, s: new TextEncoder().encode("tanh") }]))), '(Gelu): expected approximate "none" but got "tanh".'],
  ["a softmax over examples", file(after(node("Softmax", ["z"], ["y"], [int("axis", 0)]))), "(Softmax): expected the axis 1 or -1 but got 0."],
  ["examples in columns", file([gemm([int("transA", 1)])]), "(Gemm): expected examples in rows but got transA 1."],
  ["weights before data", file([node("MatMul", ["W", "x"], ["y"])]), "(MatMul): expected the data as its first input but got it as input 2."],
  ["a constant less data", file(after(node("Sub", ["v", "z"], ["y"]))), "(Sub): expected the data as its first input but got it as input 2."],
  ["weights for other features", file(after(node("Gemm", ["z", "U"], ["y"])), [w, tensor("U", [3, 1], [1, 1, 1])]), "(Gemm): expected an array for 2 features but got one for 3."],
  ["weights of three axes", file([gemm([], ["x", "U"])], [tensor("U", [2, 1, 1], [1, 1])]), "(Gemm): expected weights with two axes but got 3."],
  ["weights that are whole numbers", file([gemm([], ["x", "U"])], [tensor("U", [2, 1], [1, 1], "INT64")]), "(Gemm): expected weights that are floats but got int32."],
  ["weights without units", file([gemm([], ["x", "U"])], [tensor("U", [2, 0], [])]), "(Gemm): expected at least one feature but got none."],
  ["a shift for each example", file(after(node("Relu", ["z"], ["a"]), node("Add", ["a", "U"], ["y"])), [w, tensor("U", [2, 1], [1, 1])]), "(Add): expected a number for each feature but got an array of shape (2, 1)."],
  ["a sum with one term", file(after(node("Add", ["z"], ["y"]))), "(Add): expected a second input but got none."],
  ["a batch norm in training", file([node("BatchNormalization", ["x", "v", "v", "v", "v"], ["y"], [int("training_mode", 1)])]), "(BatchNormalization): expected a network for prediction but got training_mode 1. Export it in evaluation mode: model.eval()."],
  ["a batch norm with less", file([node("BatchNormalization", ["x", "v"], ["y"])]), "expected scale, bias, mean and variance but got fewer."],
  ["an epsilon of 0", file([node("LayerNormalization", ["x", "v"], ["y"], [float("epsilon", 0)])]), "(LayerNormalization): expected an epsilon above 0 but got 0."],
  ["a cast to whole numbers", file(after(node("Cast", ["z"], ["y"], [int("to", 7)]))), "(Cast): expected a cast to FLOAT or DOUBLE but got to INT64."],
  ["a shape that mixes examples", file(after(node("Reshape", ["z", "s"], ["y"])), [w, tensor("s", [2], [-1, 1], "INT64")]), "(Reshape): expected an array for 2 features but got one for 1."],
  ["a shape of three axes", file(after(node("Reshape", ["z", "s"], ["y"])), [w, tensor("s", [3], [-1, 1, 2], "INT64")]), "(Reshape): expected a shape (examples, features) but got (-1, 1, 2)."],
  ["a shape without examples", file(after(node("Reshape", ["z", "s"], ["y"], [int("allowzero", 1)])), [w, tensor("s", [2], [0, 2], "INT64")]), "(Reshape): expected a shape (examples, features) but got (0, 2)."],
  ["data in another file", file([gemm()], [{ ...w, floatData: new Uint8Array(), dataLocation: 1, externalData: [{ key: "location", value: "../../etc/passwd" }] }]), 'net.onnx, tensor "W": expected its data in the file but got data in another file, "../../etc/passwd". Save it whole'],
  ["a negative length", file([gemm()], [tensor("W", [-2, 2], [])]), 'net.onnx, tensor "W": expected axes of a length from 0 but got -2.'],
  ["lengths whose product overflows", file([gemm()], [{ ...w, dims: [2n ** 62n, 2n ** 62n] }]), 'net.onnx, tensor "W": expected at most 2^53 elements but got shape (4611686018427387904, 4611686018427387904).'],
  ["more elements than there are", file([gemm()], [{ ...w, dims: [1000000n, 1000000n] }]), "expected 1000000000000 elements for shape (1000000, 1000000) of FLOAT but got 4."],
  ["too many axes", file([gemm()], [{ ...w, dims: new Array<bigint>(9).fill(1n) }]), "expected at most 8 axes but got 9."],
  ["elements of an unknown type", file([gemm()], [{ ...w, dataType: 99 }]), 'tensor "W": expected elements that are numbers but got type 99.'],
  ["raw bytes of another length", file([gemm()], [{ name: "W", dims: [1n, 1n], dataType: 1, rawData: new Uint8Array(3) }]), "expected 1 elements for shape (1, 1) of FLOAT but got 0.75."],
  ["a circle", file([node("Relu", ["b"], ["a"]), node("Tanh", ["a"], ["b"]), node("Sigmoid", ["b"], ["y"])]), "expected nodes without a circle but got one in a circle."],
  ["a circle of constants", file([gemm([], ["x", "a"]), node("Identity", ["b"], ["a"]), node("Identity", ["a"], ["b"])]), "expected one input that is computed"],
  ["a tensor that nothing gives", file([node("Relu", ["nowhere"], ["y"])]), 'net.onnx: expected a tensor "nowhere" that a node gives but got none.'],
  ["an output that is a constant", file([gemm()], [w], { output: [value("W", [2, 2])] }), 'expected a tensor "W" that a node gives but got a constant.'],
  ["an initializer twice", file([gemm()], [w, w]), 'net.onnx: expected each tensor given once but got "W" twice.'],
  ["an output of two nodes", file([gemm(), node("Relu", ["x"], ["y"])]), 'node "the Relu" (Relu): expected each tensor given once but got "y" twice.'],
  ["a node that gives the input", file([node("Relu", ["y"], ["x"]), gemm()]), 'expected each tensor given once but got "x" twice.'],
  ["an attribute twice", file([gemm([int("transB", 0), int("transB", 1)])]), '(Gemm): expected each attribute once but got "transB" twice.'],
  ["an attribute of another type", file([gemm([float("transB", 1)])]), "(Gemm): expected transB as INT but got an attribute of type 1."],
  ["an attribute beyond 2^53", file([gemm([{ name: "transB", type: INT, i: 2n ** 60n }])]), "(Gemm): expected transB below 2^53 but got 1152921504606846976."],
  ["no graph", encodeModel({ irVersion: 8n }), "net.onnx: expected an ONNX model with a graph of nodes but got none."],
  ["no input", file([gemm()], [w], { input: [] }), "net.onnx: expected one input, the numbers of the network, but got none."],
  ["two inputs", file([gemm()], [w], { input: [value("a", ["N", 1]), value("b", ["N", 1])] }), 'but got 2: "a", "b". Export the network behind the columns.'],
  ["two outputs of floats", file([gemm()], [w], { output: [value("y", ["N", 2]), value("z", ["N", 2])] }), 'expected one output of floats but got "y" of FLOAT, "z" of FLOAT.'],
  ["images that are not flattened", file([gemm()], [w], { input: [value("x", ["N", 2, 2])] }), "(Gemm): expected examples in rows but got an input of 3 axes. Flatten it first, in the network."],
  ["nothing but an activation over any number of features", file([node("Relu", ["x"], ["y"])], [], { input: [value("x", ["N", "M"])] }), "(Relu): expected an input whose features are counted but got one of any number."],
  ["the same weights in many layers", file(Array.from({ length: 16 }, (_, i) => node("Gemm", [i === 0 ? "x" : `t${i}`, "U"], [i === 15 ? "y" : `t${i + 1}`])), [{ name: "U", dims: [300n, 300n], dataType: 1, rawData: new Uint8Array(360000) }], { input: [value("x", ["N", 300])] }), "expected weights that are each used once but got the same ones in many layers."],
  ["more layers than are read", file(Array.from({ length: 1002 }, (_, i) => node("Gemm", [i === 0 ? "x" : `t${i}`, "W"], [i === 1001 ? "y" : `t${i + 1}`]))), "expected at most 1000 layers but got more."],
];

test.each(refusals)("%s is refused", (_, bytes, message) => {
  expect(() => readOnnx(bytes, "net.onnx")).toThrow(message);
  try {
    readOnnx(bytes, "net.onnx");
  } catch (error) {
    expect(error).toBeInstanceOf(ChainruleError);
    expect((error as ChainruleError).code).toBe("data");
  }
});

/** A message of protobuf: a field of bytes. */
const field = (number: number, content: Uint8Array | number[]): number[] => [
  (number << 3) | 2,
  ...varint(content.length),
  ...content,
];
const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)]);

describe("Bytes", () => {
  const nested = (depth: number): number[] => {
    // graph > node > attribute > graph > ...
    let bytes: number[] = [];
    for (let i = 0; i < depth; i++) bytes = field(1, field(5, field(6, bytes)));
    return field(7, bytes);
  };
  const graphOf = (content: number[]) => Uint8Array.from(field(7, content));
  const many = (count: number, one: number[]) => Array.from({ length: count }, () => one).flat();

  test.each<[string, Uint8Array, string]>([
    ["no bytes", new Uint8Array(), "expected an ONNX model with a graph of nodes but got none."],
    ["text", new TextEncoder().encode("# not a model"), "Is it a whole ONNX file?"],
    [
      "messages nested too deep",
      Uint8Array.from(nested(2000)),
      "expected messages nested at most 30 deep but got deeper ones.",
    ],
    [
      "a length beyond the end",
      Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
      "expected 4294967295 bytes for ModelProto.graph but got 0 left.",
    ],
    [
      "an inner length beyond its message",
      graphOf([0x0a, 9]),
      "expected 9 bytes for GraphProto.node but got 0 left.",
    ],
    [
      "a varint that does not end",
      Uint8Array.from([0x08, ...new Array<number>(20).fill(0xff)]),
      "expected whole messages of protobuf but got damaged ones",
    ],
    ["a group", graphOf([0x0b]), "expected no groups, which ONNX has none of, but got one in GraphProto."],
    [
      "a number where a message is",
      Uint8Array.from([0x38, 1]),
      "expected ModelProto.graph as GraphProto but got a field of wire type 0.",
    ],
    [
      "a part of a float",
      graphOf(field(5, field(4, [0, 0, 0]))),
      "expected a whole number of floats in TensorProto.float_data but got 3 bytes.",
    ],
    [
      "many empty messages",
      graphOf(many(60_000, [0x0a, 0])),
      "expected at most 50000 messages and texts but got more.",
    ],
    [
      "many empty texts",
      graphOf(field(1, many(60_000, [0x0a, 0]))),
      "expected at most 50000 messages and texts but got more.",
    ],
    [
      "many small whole numbers",
      graphOf(field(5, field(7, new Uint8Array(300_000)))),
      "expected at most 250000 bytes of whole numbers but got more.",
    ],
    [
      "the same, not packed",
      graphOf(field(5, many(300_000, [0x08, 1]))),
      "expected at most 250000 bytes of whole numbers but got more.",
    ],
  ])("that are %s are refused", (_, bytes, message) => {
    expect(() => readOnnx(bytes, "net.onnx")).toThrow(message);
    expect(() => readOnnx(bytes, "net.onnx")).toThrow(ChainruleError);
  });

  test("changed at random give a network or an error of the library, soon", async () => {
    const model = mlp(2, dense(3, "gelu"), dense(2, "softmax"));
    const three = [1, 2, 3];
    const two = [1, 2];
    model.setWeights({ W1: [three, three], b1: three, W2: [two, two, two], b2: two }, "float32", {
      offset: two,
      scale: two,
    });
    const whole = await writeOnnx(model);
    const draws = new RandomState(0);
    const below = (n: number) => Math.floor(draws.rand(1)[0]! * n);
    for (let i = 0; i < 2000; i++) {
      const bytes = whole.slice(0, i % 4 === 0 ? below(whole.length) : whole.length);
      for (let change = 0; change < 1 + (i % 3); change++) bytes[below(bytes.length)] = below(256);
      const began = performance.now();
      try {
        readOnnx(bytes, "net.onnx");
      } catch (error) {
        expect(error, String((error as Error).stack)).toBeInstanceOf(ChainruleError);
      }
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });
});
