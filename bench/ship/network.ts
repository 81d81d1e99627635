import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ejectors, writeOnnx } from "../../src/formats.ts";
import { mlp, NDArray, parseLayers, sgd, writeModel } from "../../src/index.ts";
import { digits } from "../workloads/digits.ts";
import { features, layers, outputs, rows } from "./task.ts";

/** Trains the digits of lesson 3 for an epoch, and writes the network into a folder in every form. */
export async function ship(folder: string): Promise<void> {
  const examples = 60_000;
  const { x, y } = await digits(examples);
  const model = mlp(features, ...parseLayers(layers));
  await model.fit(
    new NDArray(Float32Array.from(x), [examples, features], "float32"),
    new NDArray(Float32Array.from(y), [examples, outputs], "float32"),
    { optimizer: sgd(0.5), batchSize: 100, epochs: 1, seed: 0 },
  );
  const save = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  save("model.safetensors", writeModel(model));
  save("model.onnx", await writeOnnx(model));
  for (const language of ["javascript", "c"])
    for (const [name, content] of await ejectors[language]!.write(model, {})) save(name, content);
  // Its loader is called model.js too, and looks for model.wasm beside it.
  for (const [name, content] of await ejectors.wasm!.write(model, {}))
    save(name.replace("model.js", "wasm.js"), content);
  const parameters = Object.values(model.weights!).map(({ data }) => Float32Array.from(data));
  save("weights.bin", Buffer.concat(parameters.map(({ buffer }) => Buffer.from(buffer))));
  save("x.bin", Buffer.from(Float32Array.from(x.subarray(0, rows * features)).buffer));
}
