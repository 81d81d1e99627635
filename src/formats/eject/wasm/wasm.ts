import { arrayTypes } from "../../../compile/javascript/render.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { Model } from "../../../train/model.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { encodingParts } from "../javascript/encodingParts.ts";
import { declarations } from "../javascript/part.ts";
import { hasClasses, nameParts } from "../javascript/predictParts.ts";
import { loader, loaderTypes } from "./loader.ts";
import { wasmModule } from "./module.ts";

/**
 * A trained network as a WebAssembly module with its weights inside, and a small loader for Node, Deno and browsers:
 * `const { predict } = await load()`. It computes the interpreter's bits, and carries its test vectors in the custom
 * section `chainrule.proof`.
 *
 * @returns the files by name: `model.wasm`, `model.js` and `model.d.ts`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[2], [2]], b1: [-1] });
 * const files = await ejectWasm(model);
 * [...files.keys()]; // ["model.wasm", "model.js", "model.d.ts"]
 * WebAssembly.validate(files.get("model.wasm")); // true
 */
export async function ejectWasm(
  model: Model,
  { name = "model", about }: EjectOptions = {},
): Promise<ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>> {
  const { bytes, layout } = await wasmModule(model, about);
  const { network, dtype } = model;
  const { features, outputs } = layout;
  const array = arrayTypes[dtype] as "Float32Array" | "Float64Array";
  const parts = [
    ...nameParts({ features, outputs, about: about ?? {} }),
    ...encodingParts(about?.encoding, array),
  ];
  const header = [
    `// Runs ${name}.wasm, a network of ${features} inputs with the layers ${formatLayers(network.layers)}, in ${dtype}.`,
    "//",
    `//   import { load } from "./${name}.js";`,
    "//   const { predict } = await load();",
  ];
  const program = [...header, ...parts.flatMap((part) => ["", ...part.write(false)])].join("\n");
  return new Map<string, string | Uint8Array<ArrayBuffer>>([
    [`${name}.wasm`, bytes],
    [`${name}.js`, `${program}\n${loader(`${name}.wasm`)}`],
    [
      `${name}.d.ts`,
      [...declarations(parts), loaderTypes(array, hasClasses(about?.classes, outputs))]
        .join("\n")
        .trimStart(),
    ],
  ]);
}

export const wasm: Ejector = {
  name: "wasm",
  about: "a WebAssembly module and its loader",
  trains: false,
  write: ejectWasm,
};
