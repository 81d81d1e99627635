import { expect, test } from "vitest";
import { type Activation, activations } from "../../nn/activations.ts";
import { layerKinds } from "../../nn/layers/index.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { interpreter } from "../../run/interpreter.ts";
import { type Model, sequential } from "../../train/model.ts";
import { layerArrays } from "../stateDict/layerArrays.ts";
import { readKeras } from "./read.ts";
import { writeKeras } from "./write.ts";

/** A model with weights other than those it starts with. */
function weighted(layers: string, dtype: "float32" | "float64" = "float32"): Model {
  const model = sequential(3, parseLayers(layers));
  const arrays = layerArrays(model.network).flatMap((one) => one.arrays);
  let next = 0;
  const values = (shape: readonly number[]): unknown =>
    shape.length === 0
      ? 0.5 + Math.abs(Math.sin(++next))
      : Array.from({ length: shape[0]! }, () => values(shape.slice(1)));
  model.setWeights(
    Object.fromEntries(arrays.map(({ name, shape }) => [name, values(shape) as number[]])),
    dtype,
    { offset: [1, -2, 300], scale: [3, 0.3, 7] },
  );
  return model;
}

/** Keras has no step, and no activation that a file could name it by. */
const inKeras = (Object.keys(activations) as Activation[]).filter((name) => name !== "step");

test.each([
  ...inKeras.map((name) => `4:${name},2`),
  ...inKeras.map((name) => `4,${name},2`),
  ...Object.keys(layerKinds)
    .filter((type) => type !== "dense" && type !== "activation")
    .map((type) => `4,${type},2`),
])("%s comes back bit for bit", async (layers) => {
  for (const dtype of ["float32", "float64"] as const) {
    const model = weighted(layers, dtype);
    const { model: again, proof } = await readKeras(await writeKeras(model));
    expect(again.dtype).toBe(dtype);
    expect(again.weights).toEqual(model.weights);
    const x = proof!.inputs as number[][];
    const [before, after] = [
      await model.predict(x, { backend: interpreter }),
      await again.predict(x, { backend: interpreter }),
    ];
    // A deviation comes back from its square.
    before.data.forEach((value, i) => {
      expect(Math.abs(after.data[i]! - value)).toBeLessThan(dtype === "float32" ? 1e-6 : 1e-12);
    });
  }
});

test("the same model gives the same bytes, with names and test vectors in them", async () => {
  const about = { task: "multiclass", features: ["a", "b", "c"], classes: ["no", "yes"] } as const;
  const [one, two] = [
    await writeKeras(weighted("4:tanh,2:softmax"), { about }),
    await writeKeras(weighted("4:tanh,2:softmax"), { about }),
  ];
  expect(one).toEqual(two);
  const imported = await readKeras(one);
  expect(imported.about).toEqual(about);
  expect(imported.proof?.tolerance).toBe(1e-6);
  expect(imported.notes).toEqual([]);
});

test("what Keras does not have is refused with its place", async () => {
  await expect(writeKeras(weighted("4:tanh,2:step"))).rejects.toThrow(
    'writeKeras, layer 2: expected an activation that Keras has but got "step".',
  );
  const model = weighted("2");
  model.setWeights(model.weights!, "float32", { offset: [0, 0, 0], scale: [1, 1e-9, 1] });
  await expect(writeKeras(model)).rejects.toThrow(
    "writeKeras, the scaling of the inputs: expected a scale of 1e-7 or more, as Keras has but got 1e-9.",
  );
  await expect(writeKeras(sequential(3, parseLayers("2")))).rejects.toThrow("expected a model with weights");
});
