import { prettyJson } from "./prettyJson.ts";
import { readAs } from "./runFile/read.ts";
import type { ConfigFile } from "./runFile/run.ts";
import { configSchema } from "./runFile/schema.ts";

/**
 * The text of a file that a run can be made from: `chainrule train --config`. It is `run.json` without what training
 * adds to it; of a finished run that is left out.
 *
 * @throws ChainruleError `data` for settings that could not be read again
 *
 * @example
 * const text = writeConfigFile({
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
 * });
 * readConfigFile(text).settings.optimizer.learningRate; // 0.1
 */
export const writeConfigFile = (config: ConfigFile): string =>
  `${prettyJson(readConfigFile(JSON.stringify(config), "writeConfigFile"))}\n`;

/**
 * What a run is made from, in the text of such a file or of the `run.json` of a finished run. Fields it does not know
 * are left out.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` as {@link readRunFile} does
 *
 * @example
 * try {
 *   readConfigFile('{ "version": 1, "chainrule": "0.1.0" }', "mine.json");
 * } catch (error) {
 *   error.message; // "mine.json: expected a field network but got none."
 * }
 */
export const readConfigFile = (text: string, who = "config"): ConfigFile => readAs(configSchema, text, who);
