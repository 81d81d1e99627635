import { prettyJson } from "./prettyJson.ts";
import { requireScaling } from "./requireEach.ts";
import { readAs } from "./runFile/read.ts";
import type { RunFile } from "./runFile/run.ts";
import { runSchema } from "./runFile/schema.ts";

export type { ConfigFile, RunData, RunFile, RunResult, RunSettings, RunSource } from "./runFile/run.ts";

/**
 * The text of `run.json` for a run.
 *
 * @throws ChainruleError `data` for a run that could not be read again
 *
 * @example
 * const text = writeRunFile({
 *   version: 1,
 *   chainrule: "0.1.0",
 *   network: { features: 2, layers: [dense(1, "sigmoid")] },
 *   dtype: "float32",
 *   settings: {
 *     loss: binaryCrossEntropy(),
 *     optimizer: sgd(0.1),
 *     epochs: 1,
 *     shuffle: true,
 *     seed: 0,
 *     l1: 0,
 *     l2: 0,
 *   },
 *   data: {
 *     source: { kind: "dataset", name: "moons", options: { samples: 10 } },
 *     task: "binary",
 *     features: ["x1", "x2"],
 *     targets: ["class"],
 *     classes: ["0", "1"],
 *   },
 *   result: { loss: 0.7, epochs: 1, steps: 1, seconds: 0.01, stopped: "finished", metrics: {} },
 *   weights: { file: "weights.safetensors", sha256: "0".repeat(64) },
 * });
 * readRunFile(text).data.source; // { kind: "dataset", name: "moons", options: { samples: 10 } }
 */
export function writeRunFile(run: RunFile): string {
  const text = `${prettyJson(run)}\n`;
  readRunFile(text, "writeRunFile");
  return text;
}

/**
 * The run in the text of `run.json`. Fields it does not know are left out: a later release of the same version may
 * add some. Names of layers, losses and optimizers are checked where they are used.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for text that is no JSON, a newer version (with the Chainrule that wrote it), or a
 * field that is missing or wrong, with its path, what must hold and what came
 *
 * @example
 * try {
 *   readRunFile('{ "version": 2, "chainrule": "9.0.0" }');
 * } catch (error) {
 *   String(error).includes("version 2, written by Chainrule 9.0.0"); // true
 * }
 */
export function readRunFile(text: string, who = "run.json"): RunFile {
  const run = readAs(runSchema, text, who);
  requireScaling(run.network, run.scaling, who);
  return run;
}
