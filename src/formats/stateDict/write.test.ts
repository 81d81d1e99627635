import { expect, test } from "vitest";
import { dense, mlp } from "../../index.ts";
import { readSafetensors } from "../safetensors.ts";
import { type Dialect, dialects } from "./dialects.ts";
import { drawnModel, everyNetwork } from "./testing.ts";
import { readWeightsFile } from "./weightsFile.ts";
import { writeStateDict } from "./write.ts";

const names = async (layers: string, dialect: Dialect) =>
  [...readSafetensors(await writeStateDict(drawnModel(layers), { dialect })).tensors].map(
    ([name, { shape }]) => `${name} ${shape.join("x")}`,
  );

for (const dialect of Object.keys(dialects) as Dialect[])
  test.each(everyNetwork)(`%s comes back from the names of ${dialect} to the last bit`, async (layers) => {
    for (const dtype of ["float32", "float64"] as const) {
      const model = drawnModel(layers, dtype);
      const about = { features: ["a", "b", "c"] };
      const again = readWeightsFile(await writeStateDict(model, { dialect, about }));
      expect(again.model.network).toEqual(model.network);
      expect(again.model.weights).toEqual(model.weights);
      expect(again.model.scaling).toEqual(model.scaling);
      expect(again.model.dtype).toBe(dtype);
      expect(again.about).toEqual(about);
      const { inputs, outputs } = again.proof!;
      expect((await again.model.predict(inputs as number[][])).tolist()).toEqual(outputs);
    }
  });

test("PyTorch counts an activation as a module, and every other layer", async () => {
  expect(await names("4:relu,dropout(0.5),5,batchNorm,tanh,2:softmax", "pytorch")).toEqual([
    "0.weight 4x3",
    "0.bias 4",
    "3.weight 5x4",
    "3.bias 5",
    "4.weight 5",
    "4.bias 5",
    "4.running_mean 5",
    "4.running_var 5",
    "6.weight 2x5",
    "6.bias 2",
  ]);
});

test("Keras counts the layers of each kind", async () => {
  expect(await names("4:relu,layerNorm,2", "keras")).toEqual([
    "dense/kernel 3x4",
    "dense/bias 4",
    "layer_normalization/gamma 4",
    "layer_normalization/beta 4",
    "dense_1/kernel 4x2",
    "dense_1/bias 2",
  ]);
});

test("a model without weights is refused", async () => {
  await expect(writeStateDict(mlp(1, dense(1)), { dialect: "pytorch" })).rejects.toThrow(
    "writeStateDict: expected a model with weights but got a new one. Call fit or setWeights first.",
  );
});
