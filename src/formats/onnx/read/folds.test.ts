import { expect, test } from "vitest";
import { decodeModel } from "../schema/codec.ts";
import { type DataType, dataTypes } from "../schema/dataTypes.ts";
import { file, int, ints, type Node, node, type Tensor, tensor } from "../testing.ts";
import { constantsOf } from "./constants.ts";
import { readGraph } from "./graph.ts";

type Attributes = Node["attribute"];

/** What a graph knows of the output of a node over constants; undefined where it is not computed. */
function folded(opType: string, tensors: readonly Tensor[], attributes: Attributes = []) {
  const inputs = tensors.map(({ name }) => name!);
  const nodes = [node(opType, inputs, ["folded"], attributes), node("Relu", ["x"], ["y"])];
  const graph = readGraph(decodeModel(file(nodes, tensors), "net.onnx"), "net.onnx");
  return constantsOf(graph, 1e6).of("folded");
}

const a = (...dims: number[]) => {
  const size = dims.reduce((product, length) => product * length, 1);
  return tensor(
    "a",
    dims,
    Array.from({ length: size }, (_, i) => i + 1),
  );
};
const b = (dims: number[], values: number[], type: DataType = "FLOAT") => tensor("b", dims, values, type);
const axes = (...values: number[]) => b([values.length], values, "INT64");
const whole = (name: string, ...values: number[]) => tensor(name, [values.length], values, "INT64");
const to = (type: DataType) => int("to", dataTypes[type]);

// biome-ignore format: a line for each
test.each<[string, string, readonly Tensor[], Attributes, unknown]>([
  ["the transpose of a matrix", "Transpose", [a(2, 2)], [], [[1, 3], [2, 4]]],
  ["the transpose of a matrix by perm", "Transpose", [a(2, 2)], [ints("perm", 1, 0)], [[1, 3], [2, 4]]],
  ["a transpose that leaves the axes where they are", "Transpose", [a(2, 2)], [ints("perm", 0, 1)], [[1, 2], [3, 4]]],
  ["the transpose of a vector", "Transpose", [a(2)], [], [1, 2]],
  ["three axes left where they are", "Transpose", [a(1, 1, 2)], [ints("perm", 0, 1, 2)], [[[1, 2]]]],
  ["an array flattened behind its first axis", "Flatten", [a(2, 1, 2)], [], [[1, 2], [3, 4]]],
  ["an array flattened before its first axis", "Flatten", [a(2, 2)], [int("axis", 0)], [[1, 2, 3, 4]]],
  ["an array flattened behind its last axis", "Flatten", [a(2, 2)], [int("axis", 2)], [[1], [2], [3], [4]]],
  ["an array flattened at an axis counted from the end", "Flatten", [a(1, 2, 2)], [int("axis", -1)], [[1, 2], [3, 4]]],
  ["an axis behind a vector, as an attribute", "Unsqueeze", [a(2)], [ints("axes", 1)], [[1], [2]]],
  ["an axis before a vector, as an input", "Unsqueeze", [a(2), axes(0)], [], [[1, 2]]],
  ["an axis counted from the end of the result", "Unsqueeze", [a(2), axes(-1)], [], [[1], [2]]],
  ["two axes around a vector", "Unsqueeze", [a(2), axes(2, 0)], [], [[[1], [2]]]],
  ["all axes of length 1 taken out", "Squeeze", [a(1, 2, 1)], [], [1, 2]],
  ["one axis taken out, as an attribute", "Squeeze", [a(1, 2, 1)], [ints("axes", 0)], [[1], [2]]],
  ["one axis taken out, counted from the end, as an input", "Squeeze", [a(1, 2, 1), axes(-1)], [], [[1, 2]]],
  ["a shape with the length that is left", "Reshape", [a(2, 2), axes(-1)], [], [1, 2, 3, 4]],
  ["a shape with a length that stays", "Reshape", [a(2, 2, 1), axes(0, 2)], [], [[1, 2], [3, 4]]],
  ["a shape with a length of 0", "Reshape", [a(0, 2), axes(2, 0)], [int("allowzero", 1)], [[], []]],
  ["a sum with a number", "Add", [a(2), b([], [10])], [], [11, 12]],
  ["a sum with a number of more axes", "Add", [a(2), b([1, 1], [10])], [], [[11, 12]]],
  ["a number of more axes less a vector", "Sub", [a(1, 1), b([2], [1, 3])], [], [[0, -2]]],
  ["a product, element by element", "Mul", [a(2), b([2], [3, 4])], [], [3, 8]],
  ["a quotient of floats", "Div", [a(2), b([1], [2])], [], [0.5, 1]],
  ["a quotient of whole numbers, toward zero", "Div", [whole("a", 7, -7, 8), axes(2)], [], [3, -3, 4]],
  ["a quotient that is 0 whatever its sign", "Div", [whole("a", -1), axes(2)], [], [0]],
  ["a square root", "Sqrt", [b([2], [4, 9])], [], [2, 3]],
  ["whole numbers with the other sign", "Neg", [whole("a", 3, -4, 0)], [], [-3, 4, 0]],
  ["reciprocals", "Reciprocal", [b([2], [4, -2])], [], [0.25, -0.5]],
  ["whole numbers as floats", "Cast", [whole("a", 3, -4)], [to("FLOAT")], [3, -4]],
  ["floats as whole numbers, toward zero", "Cast", [b([3], [1.5, -1.5, 0.25])], [to("INT64")], [1, -1, 0]],
  ["floats as small whole numbers", "Cast", [b([2], [255.5, 0])], [to("UINT8")], [255, 0]],
  ["what is not 0 as true", "Cast", [b([3], [0.5, 0, -2])], [to("BOOL")], [1, 0, 1]],
  ["the same", "Identity", [a(1, 2)], [], [[1, 2]]],
])("constants give %s", (_, opType, tensors, attributes, expected) => {
  expect(folded(opType, tensors, attributes)?.tolist()).toEqual(expected);
});

// biome-ignore format: a line for each
test.each<[string, string, readonly Tensor[], Attributes?]>([
  ["a transpose of three axes", "Transpose", [a(1, 2, 3)]],
  ["a perm that names an axis twice", "Transpose", [a(2, 2)], [ints("perm", 0, 0)]],
  ["a perm of other axes", "Transpose", [a(2, 2)], [ints("perm", 0)]],
  ["a flattening behind more axes than there are", "Flatten", [a(2)], [int("axis", 2)]],
  ["an axis to put in that is not said", "Unsqueeze", [a(2)]],
  ["an axis to put in beyond the end", "Unsqueeze", [a(2), axes(2)]],
  ["an axis put in twice", "Unsqueeze", [a(2), axes(0, -3)]],
  ["axes said twice", "Unsqueeze", [a(2), axes(0)], [ints("axes", 0)]],
  ["axes that are floats", "Unsqueeze", [a(2), b([1], [0])]],
  ["an axis taken out that is longer than 1", "Squeeze", [a(1, 2), axes(1)]],
  ["an axis taken out beyond the end", "Squeeze", [a(1, 2), axes(2)]],
  ["two lengths that are left", "Reshape", [a(1), axes(-1, -1)]],
  ["a length that stays beyond the end", "Reshape", [a(2), axes(2, 0)]],
  ["a shape of another size", "Reshape", [a(2), axes(3)]],
  ["a negative length", "Reshape", [a(4), axes(-2, -2)]],
  ["a shape of floats", "Reshape", [a(2), b([1], [2])]],
  ["a column plus a row", "Add", [a(2, 1), b([2], [1, 2])]],
  ["a sum of floats and whole numbers", "Add", [a(2), axes(1)]],
  ["a sum of truths", "Add", [tensor("a", [1], [1], "BOOL"), b([1], [1], "BOOL")]],
  ["a sum of whole numbers beyond 32 bits", "Add", [whole("a", 2 ** 31 - 1), axes(1)]],
  ["a quotient of whole numbers beyond 32 bits", "Div", [whole("a", 7 * 2 ** 32), axes(2 ** 33)]],
  ["a quotient of whole numbers by 0", "Div", [whole("a", 1), axes(0)]],
  ["a square root of whole numbers", "Sqrt", [whole("a", 2)]],
  ["a reciprocal of whole numbers", "Reciprocal", [whole("a", 2)]],
  ["a cast to halves", "Cast", [a(2)], [to("FLOAT16")]],
  ["a cast to texts", "Cast", [a(2)], [to("STRING")]],
  ["a cast to no type", "Cast", [a(2)]],
  ["a cast of a number that the type has not", "Cast", [b([1], [-1])], [to("UINT8")]],
  ["a cast of a number that is none", "Cast", [b([1], [Number.NaN])], [to("INT64")]],
  ["a square", "Pow", [a(2), b([], [2])]],
])("%s is not computed from constants", (_, opType, tensors, attributes) => {
  expect(folded(opType, tensors, attributes)).toBeUndefined();
});

test("the types of constants follow their operators", () => {
  expect(folded("Cast", [a(2)], [to("DOUBLE")])?.dtype).toBe("float64");
  expect(folded("Cast", [a(2)], [to("INT64")])?.dtype).toBe("int32");
  expect(folded("Add", [a(2), b([], [1])])?.dtype).toBe("float32");
  expect(folded("Add", [whole("a", 1), axes(1)])?.dtype).toBe("int32");
  expect(folded("Add", [tensor("a", [1], [1], "DOUBLE"), b([1], [1], "DOUBLE")])?.dtype).toBe("float64");
});

test("whole numbers of a Constant are divided as such", () => {
  const seven: Node = { ...node("Constant", [], ["seven"]), attribute: [int("value_int", 7)] };
  const two: Node = { ...node("Constant", [], ["two"]), attribute: [ints("value_ints", 2)] };
  const nodes = [seven, two, node("Div", ["seven", "two"], ["three"]), node("Relu", ["x"], ["y"])];
  const graph = readGraph(decodeModel(file(nodes), "net.onnx"), "net.onnx");
  expect(constantsOf(graph, 1e6).of("three")?.tolist()).toEqual([3]);
});
