import { expect, test } from "vitest";
import { asArray } from "../../array/convert.ts";
import type { NDArray } from "../../array/ndarray.ts";
import { ChainruleError } from "../../base/error.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readStateDict } from "./read.ts";

const zeros = (...shape: number[]): NDArray =>
  asArray(new Array<number>(shape.reduce((n, d) => n * d, 1)).fill(0), "float32").reshape(...shape);

const dict = (shapes: Readonly<Record<string, readonly number[]>>) =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, zeros(...shape)]));

const twoLayers = dict({
  "fc1.weight": [50, 784],
  "fc1.bias": [50],
  "fc2.weight": [10, 50],
  "fc2.bias": [10],
});

const complaint = (tensors: ReadonlyMap<string, NDArray>, layers?: string): string => {
  try {
    readStateDict(tensors, layers ? { layers: parseLayers(layers) } : {}, "net.pt");
  } catch (error) {
    expect(error).toBeInstanceOf(ChainruleError);
    return (error as ChainruleError).message;
  }
  return "none";
};

test("without layers it suggests them, with the units that it found", () => {
  expect(complaint(twoLayers)).toBe(
    'net.pt: expected the layers with their activations, which weights alone do not tell, but got none. Say what follows each layer, e.g. --layers 50:relu,10:softmax (layers: parseLayers("50:relu,10:softmax")).',
  );
  const norms = dict({
    "a.weight": [4, 2],
    "b.weight": [4],
    "b.running_mean": [4],
    "b.running_var": [4],
    "c.weight": [1, 4],
  });
  expect(complaint(norms)).toContain("--layers 4,batchNorm,relu,1:sigmoid ");
});

test("shapes that do not fit are named with both sides", () => {
  expect(complaint(twoLayers, "50:relu,12:softmax")).toBe(
    'net.pt, tensor "fc2.weight": expected shape (12, 50) for layer 2, 12:softmax but got (10, 50).',
  );
  expect(complaint(dict({ "fc1.weight": [5, 2], "fc1.bias": [4] }), "5")).toBe(
    'net.pt, tensor "fc1.bias": expected shape (5,) for layer 1, 5 but got (4,).',
  );
});

test("another number of layers is named with what the file looks like", () => {
  expect(complaint(twoLayers, "50:relu,20,10:softmax")).toBe(
    "net.pt: expected the weights of 3 dense layers, as 50:relu,20,10:softmax has them, but got those of 2 (fc1, fc2). The file looks like --layers 50:relu,10:softmax.",
  );
  expect(complaint(twoLayers, "50:relu,batchNorm,10:softmax")).toContain(
    "expected the weights of 1 batch normalizations, as 50:relu,batchNorm,10:softmax has them, but got none",
  );
});

test("an array of a layer that is not known is refused by name", () => {
  expect(complaint(dict({ "conv1.weight": [6, 1, 5, 5], "conv1.bias": [6] }))).toBe(
    'net.pt, tensor "conv1.weight": expected arrays of Linear, BatchNorm1d and LayerNorm (weight, bias, running_mean, running_var) but got one of shape (6, 1, 5, 5).',
  );
  expect(complaint(dict({ in_proj_weight: [3, 3] }))).toContain("got one of shape (3, 3) by another name");
  expect(complaint(new Map())).toBe(
    "net.pt: expected weights by name, as fc1.weight but got none of a layer.",
  );
});

test("a Linear without bias and a BatchNorm1d without factors become what they are", () => {
  const tensors = dict({
    "0.weight": [2, 3],
    "1.running_mean": [2],
    "1.running_var": [2],
    "1.num_batches_tracked": [],
  });
  const { model, notes } = readStateDict(tensors, { layers: parseLayers("2,batchNorm") });
  expect(Object.keys(model.weights!)).toEqual(["W1", "gamma1", "beta1", "mean1", "variance1"]);
  expect(model.weights!.gamma1!.tolist()).toEqual([1, 1]);
  expect(notes).toEqual(["Without a bias, as in the file: 0."]);
});

test("a bias that the layers have no place for is refused", () => {
  expect(() => readStateDict(twoLayers, { layers: parseLayers("50,10", { bias: false }) }, "net.pt")).toThrow(
    'net.pt, tensor "fc1.bias": expected no bias for layer 1, 50, which is without but got one.',
  );
});

test.each([
  [
    "the paths of variables",
    ["dense/kernel", "dense/bias", "bn/gamma", "bn/beta", "bn/moving_mean", "bn/moving_variance"],
  ],
  [
    "their numbers",
    [
      "layers/dense/vars/0",
      "layers/dense/vars/1",
      "layers/bn/vars/0",
      "layers/bn/vars/1",
      "layers/bn/vars/2",
      "layers/bn/vars/3",
    ],
  ],
  [
    "TensorFlow's names",
    ["dense/kernel:0", "dense/bias:0", "bn/gamma:0", "bn/beta:0", "bn/moving_mean:0", "bn/moving_variance:0"],
  ],
])("Keras is known by %s, and its kernel stays as it lies", (_about, names) => {
  const arrays = [asArray([[1], [2]]), asArray([3]), asArray([4]), asArray([5]), asArray([6]), asArray([7])];
  const tensors = new Map(names.map((name, i) => [name, arrays[i]!]));
  const { model, notes } = readStateDict(tensors, { layers: parseLayers("1,batchNorm(epsilon=0.001)") });
  expect(Object.entries(model.weights!).map(([name, array]) => [name, array.tolist()])).toEqual([
    ["W1", [[1], [2]]],
    ["b1", [3]],
    ["gamma1", [4]],
    ["beta1", [5]],
    ["mean1", [6]],
    ["variance1", [7]],
  ]);
  expect(notes[0]).toContain("Taken: batchNorm(epsilon=0.001). Keras has 0.001 unless told otherwise");
});
