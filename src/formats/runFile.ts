import * as v from "valibot";
import { fail } from "../base/error.ts";
import { parseEncoding } from "../data/encoding.ts";
import { showValue } from "../data/showValue.ts";
import { prettyJson } from "./prettyJson.ts";
import { complain } from "./runFile/complain.ts";
import type { RunFile } from "./runFile/run.ts";
import { runSchema } from "./runFile/schema.ts";

export type { RunData, RunFile, RunResult, RunSettings, RunSource } from "./runFile/run.ts";

/** The version of the format this Chainrule writes, and the newest it reads. */
const newest = 1;

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
  const json = parse(text, who);
  requireVersion(json, who);
  const { success, output, issues } = v.safeParse(runSchema, json, { abortEarly: true });
  if (!success) return complain(issues[0], who);
  requireNames(output, who);
  const { encoding } = output.data;
  if (encoding !== undefined) parseEncoding(encoding, `${who}, data.encoding`);
  return output;
}

function parse(text: string, who: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const got = `text that does not parse (${cause instanceof Error ? cause.message : cause})`;
    return fail("data", { who, expected: "a run file in JSON", got, fix: "Is the file complete?" }, cause);
  }
}

function requireVersion(json: unknown, who: string): void {
  const { version, chainrule } = (json ?? {}) as { readonly version?: unknown; readonly chainrule?: unknown };
  if (typeof version !== "number")
    fail("data", {
      who,
      expected: "a run file, which states its version",
      got: version === undefined ? "none" : showValue(version),
    });
  if (version > newest)
    fail("data", {
      who,
      expected: `a run file of version ${newest}, the newest this Chainrule reads,`,
      got: `version ${version}${typeof chainrule === "string" ? `, written by Chainrule ${chainrule}` : ""}`,
      fix: "Upgrade: npm install chainrule@latest.",
    });
}

/** A name for each feature, and for each class where there are classes. */
function requireNames({ network, scaling, data }: RunFile, who: string): void {
  const { features } = network;
  const counts = {
    "data.features": data.features,
    "scaling.offset": scaling?.offset,
    "scaling.scale": scaling?.scale,
  };
  for (const [path, list] of Object.entries(counts))
    if (list && list.length !== features)
      fail("data", {
        who,
        expected: `${features} entries at ${path}, as network.features says,`,
        got: `${list.length}`,
      });
  if (data.task !== "regression" && (data.classes?.length ?? 0) < 2)
    fail("data", {
      who,
      expected: `the names of at least two classes at data.classes for task "${data.task}"`,
      got: data.classes ? `${data.classes.length}` : "none",
    });
}
