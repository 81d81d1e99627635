import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { counted } from "../base/counted.ts";
import { fail } from "../base/error.ts";
import type { Table } from "../data/table.ts";
import { readConfigFile } from "../formats/configFile.ts";
import { materialAgain } from "../formats/material/again.ts";
import type { Material } from "../formats/material/material.ts";
import { watchedPart } from "../formats/runFile/watchedPart.ts";
import type { ConfigFile, RunData } from "../formats/runFile.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { readFile } from "../node/readFile.ts";
import { runFiles } from "../node/runFolder.ts";
import { type Model, sequential } from "../train/model.ts";
import type { FitOptions } from "../train/options.ts";
import { defined } from "./defined.ts";
import { type Io, pathIn } from "./io.ts";
import { prepareMaterial } from "./material.ts";
import { dataOptions } from "./options/data.ts";
import { networkOptions } from "./options/network.ts";
import { flagGiven } from "./runName.ts";
import {
  learningRateOf,
  type NetworkGiven,
  networkOf,
  optimizerOf,
  type TrainingGiven,
  trainingSettings,
} from "./settings.ts";
import { type DataGiven, load, loadAgain } from "./source.ts";
import type { OptionSpecs } from "./spec.ts";
import { sourceFrom } from "./whereabouts.ts";

type Given = DataGiven & NetworkGiven & TrainingGiven;

/** What a command trains, and what is written of its data. */
export interface Subject {
  readonly material: Material;
  readonly model: Model;
  readonly fit: FitOptions & { readonly optimizer: Optimizer };
  readonly data: RunData;
  /** The table of a file that was named, before it was split and encoded. */
  readonly table?: Table;
}

/** A file that says how a run was made, or is to be. */
export interface Config extends ConfigFile {
  /** As the user wrote it. */
  readonly name: string;
  /** Where it lies: its data is looked for from here. */
  readonly folder: string;
}

/**
 * The file that `--config` names: a run folder, its `run.json`, or a file like it.
 *
 * @throws ChainruleError `file` where there is none, `data` for one that does not say enough
 */
export async function readConfig(io: Io, name: string): Promise<Config> {
  const named = pathIn(io, name);
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const path = isFolder ? join(named, runFiles.run) : named;
  const config = readConfigFile(new TextDecoder().decode(await readFile(path)), path);
  return { ...config, name, folder: dirname(path) };
}

/**
 * A run as a file describes it, with the options beside it in place of what it says. Without any it has the weights of
 * the run that wrote the file, to the last bit.
 *
 * @param other data in place of its own, which the options then describe as they do without a file
 */
export async function configured(
  io: Io,
  config: Config,
  other: string | undefined,
  given: Given,
): Promise<Subject> {
  const material =
    other === undefined
      ? await materialOf(io, config, given)
      : prepareMaterial(await load(io, other, given), given);
  const model = modelOf(config, given, material);
  const fit = fitBeside(config, given);
  // Other data is scaled and split as the options say, whatever the file says of its own.
  if (other !== undefined)
    return { material, model, fit: { ...fit, ...partsOf(material) }, data: material.data };
  const { scale, validation } = config.settings;
  const own = defined({ scale, validation: splitsItself(config) ? validation : undefined });
  const data = { ...config.data, source: material.data.source };
  return { material, model, fit: { ...fit, ...own, ...partsOf(material) }, data };
}

const partsOf = ({ validation }: Material) => defined({ validation });

/** Everything `fit` is told, save for its data: what the file says, with the options in place of what they name. */
function fitBeside({ settings, dtype }: Config, given: Given): Subject["fit"] {
  const { validation: _, scale: __, optimizer: stored, ...rest } = settings;
  const { shuffle, ...changed } = trainingSettings(given);
  return {
    ...rest,
    dtype,
    ...changed,
    shuffle: rest.shuffle && shuffle !== false,
    optimizer: optimizerBeside(stored, given),
  };
}

/** Another rate is the rate of the same optimizer; another optimizer has its own rate unless one is given. */
function optimizerBeside(stored: Optimizer, { optimizer, lr }: Given): Optimizer {
  if (optimizer !== undefined) return optimizerOf({ optimizer, ...defined({ lr }) });
  return lr === undefined ? stored : { ...stored, learningRate: learningRateOf(lr) };
}

async function materialOf(io: Io, { data, settings, name, folder }: Config, given: Given): Promise<Material> {
  const { dataDir: _, ...others } = dataOptions;
  refuseWithout("named data", given, others);
  const source = sourceFrom(io, folder, data.source);
  if (!source)
    return fail("file", {
      who: "--config",
      expected: "a file whose data is still there",
      got: `${name}, whose data is no longer at ${data.source.kind === "file" ? data.source.path : data.source.name}`,
      fix: "Put it there, or name the data: train <data> --config <file>.",
    });
  const watched = splitsItself({ data }) ? undefined : watchedPart({ data, settings });
  return materialAgain(await loadAgain(io, source, given), { ...data, source }, watched);
}

/** Whether the share to watch was chosen by `fit` itself: the library's users leave that to it, the commands do not. */
const splitsItself = ({ data }: Pick<ConfigFile, "data">): boolean =>
  data.encoding === undefined && data.validation === undefined;

function modelOf({ network }: Config, given: Given, material: Material): Model {
  if (given.layers !== undefined) return networkOf(given, material);
  const { init, bias } = networkOptions;
  refuseWithout("--layers", given, { init, bias });
  const model = sequential(network.features, network.layers);
  const width = material.training.x.shape[1]!;
  if (width !== network.features)
    fail("shape", {
      who: "--config",
      expected: `data with ${counted(network.features, "input")}, as its network has,`,
      got: `${width}`,
      fix: "Give the network for this data with --layers.",
    });
  return model;
}

/** Options that say how something is made are unheard where the file brings it. */
function refuseWithout(what: string, given: Given, specs: OptionSpecs): void {
  const flag = flagGiven(given, specs);
  if (flag !== undefined)
    fail("usage", { who: flag, expected: `${what} beside --config, which brings its own,`, got: "none" });
}
