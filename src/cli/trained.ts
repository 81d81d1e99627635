import { existsSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { fail } from "../base/error.ts";
import type { About } from "../formats/imported.ts";
import { look } from "../formats/look.ts";
import { type Named, named } from "../formats/named.ts";
import type { Proof } from "../formats/proof/proof.ts";
import { readNetwork } from "../formats/readNetwork.ts";
import type { RunFile } from "../formats/runFile.ts";
import { readFile } from "../node/readFile.ts";
import { readRun, runFiles } from "../node/runFolder.ts";
import type { Model } from "../train/model.ts";
import { defined } from "./defined.ts";
import { type Io, pathIn } from "./io.ts";
import { flagGiven, namesRun } from "./runName.ts";
import type { OptionSpecs } from "./spec.ts";

/** A trained network that a command was named: that of a run folder, or that in a file. */
export interface Trained {
  readonly model: Model;
  /** What inputs and outputs are called; made up where a file does not say. */
  readonly data: Named;
  /** As much of that as is known. */
  readonly about: About;
  /** How it came to be; a file does not say that. */
  readonly run?: RunFile;
  /** The test vectors of a file that has some. */
  readonly proof?: Proof;
}

/**
 * The trained network of a run folder, of its `run.json`, or in a file of any format that is known.
 *
 * @throws ChainruleError `file` or `data` for what holds none
 */
export async function openTrained(io: Io, name: string): Promise<Trained> {
  const path = pathIn(io, name);
  const seen = statSync(path, { throwIfNoEntry: false });
  const isFile = seen ? seen.isFile() && basename(path) !== runFiles.run : endings.includes(extname(path));
  if (!isFile) {
    const { run, model } = await readRun(path);
    const { task, features, targets, classes, encoding } = run.data;
    const about = { task, features, targets, ...defined({ classes, encoding }) };
    return { model, data: run.data, about, run };
  }
  const { model, about = {}, proof } = await readNetwork(await readFile(path), {}, basename(path));
  return { model, data: named(model.network, about, basename(path)), about, ...(proof && { proof }) };
}

/** What files of trained networks end in; an npz may also hold data, and is looked into. */
const endings = [".safetensors", ".onnx", ".keras", ".pt", ".pth"];

/** Whether a name is that of a run or of a file with a trained network, where it could also be that of data. */
export async function namesTrained(io: Io, name: string): Promise<boolean> {
  const path = pathIn(io, name);
  if (namesRun(io, name)) return true;
  const ending = extname(path).toLowerCase();
  if (endings.includes(ending)) return existsSync(path);
  if (ending !== ".npz" || !existsSync(path)) return false;
  return look(await readFile(path)).names.includes("chainrule.description.npy");
}

/**
 * A trained network has its own layers, and a run its own training: other words for them would go unheard.
 *
 * @param ofNetwork the options that say what any trained network says
 * @param ofRun those that only a run says
 * @throws ChainruleError `usage` that names the first of them that was given
 */
export function refuseBeside(
  name: string,
  { run }: Trained,
  given: Readonly<Record<string, unknown>>,
  ofNetwork: OptionSpecs,
  ofRun: OptionSpecs,
): void {
  const flag = flagGiven(given, run ? { ...ofNetwork, ...ofRun } : ofNetwork);
  if (flag !== undefined)
    fail("usage", {
      who: flag,
      expected: `no ${run ? "run folder" : "trained network"} beside it`,
      got: `"${name}"`,
    });
}

/**
 * A file does not say which data its network was trained on.
 *
 * @throws ChainruleError `usage` that asks for the data
 */
export const refuseAlone = (command: string, name: string): never =>
  fail("usage", {
    who: command,
    expected: "data beside a file, which names none,",
    got: `"${name}" alone`,
    fix: `Name the data: ${command} ${name} <data>.`,
  });
