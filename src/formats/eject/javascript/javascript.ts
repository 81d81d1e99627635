import type { Model } from "../../../train/model.ts";
import type { EjectOptions, Ejector } from "../ejector.ts";
import { program } from "./program.ts";

/**
 * A trained network as an ES module in JavaScript, without dependencies, and its types: `predict(rows)`, and what else
 * is known of the network. It computes the interpreter's bits, and carries test vectors in its last line.
 *
 * @returns the files by name: `model.js` and `model.d.ts`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[2], [2]], b1: [-1] });
 * const files = await ejectJavaScript(model);
 * [...files.keys()]; // ["model.js", "model.d.ts"]
 * files.get("model.js").includes("W1 = new Float32Array([2, 2])"); // true
 */
export async function ejectJavaScript(
  model: Model,
  options: EjectOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { name = "model" } = options;
  const { text, declarations } = await program(model, options, false);
  return new Map([
    [`${name}.js`, text],
    [`${name}.d.ts`, declarations],
  ]);
}

/**
 * The same module in TypeScript: it passes the compiler under `strict`, and runs as it is where types are stripped.
 *
 * @returns the file by name: `model.ts`
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[2], [2]], b1: [-1] });
 * const files = await ejectTypeScript(model, { name: "net" });
 * [...files.keys()]; // ["net.ts"]
 */
export async function ejectTypeScript(
  model: Model,
  options: EjectOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { text } = await program(model, options, true);
  return new Map([[`${options.name ?? "model"}.ts`, text]]);
}

export const javascript: Ejector = {
  name: "javascript",
  about: "an ES module and its types, without dependencies",
  trains: false,
  write: ejectJavaScript,
};

export const typescript: Ejector = {
  name: "typescript",
  about: "the same module in TypeScript",
  trains: false,
  write: ejectTypeScript,
};
