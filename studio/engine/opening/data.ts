import { fail } from "../../../src/base/error.ts";
import type { Dataset } from "../../../src/data/dataset.ts";
import { type Encoding, targetNames } from "../../../src/data/encoding.ts";
import { readTable } from "../../../src/data/readTable.ts";
import { findDataset, makeDataset, needsFiles } from "../../../src/data/registry.ts";
import type { Scaling } from "../../../src/data/scaling.ts";
import { materialAgain } from "../../../src/formats/material/again.ts";
import type { Loaded } from "../../../src/formats/material/material.ts";
import { scalingKind } from "../../../src/formats/program/config.ts";
import { watchedPart } from "../../../src/formats/runFile/watchedPart.ts";
import type { ConfigFile, RunSource } from "../../../src/formats/runFile.ts";
import { keepFile } from "../../panels/data/file/keep.ts";
import { fileMaterial } from "../../panels/data/file/material.ts";
import { type FileSource, usualSource, writeSource } from "../../state/fileSource.ts";
import { keepFiled } from "../files.ts";
import type { Material } from "../parts.ts";
import type { Read } from "./settings.ts";
import { words } from "./words.ts";

/** A file that was handed in. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The data of a run as settings of the page. What they cannot say, such as a part of a drawn data set, is made as the
 * commands make it and kept under a key.
 *
 * @param file the file that the data is in, where it is not drawn
 * @param key names this run's data among what is kept
 * @throws ChainruleError `file` for a file that is not there
 */
export async function dataOf(config: ConfigFile, file: NamedBytes | undefined, key: string): Promise<Read> {
  const { data } = config;
  const { source } = data;
  if (source.kind === "dataset") return drawn(config, source, key);
  const given =
    file ??
    fail("file", {
      who: "run.json",
      expected: `the file of its data, ${baseOf(source.path)},`,
      got: "the run alone",
      fix: "Choose it together with the files of the run.",
    });
  const fileSource = await sourceOf(config, source, given);
  const parts = await readTable(given.bytes, given.name, source.options);
  const said =
    watchedPart(config) === undefined && knowsAll(source.options)
      ? fileMaterial(parts, fileSource)
      : undefined;
  if (said && isSame(said.encoding, data.encoding)) {
    keepFiled(writeSource(fileSource), said.material);
    return { settings: { data: "file", options: {}, source: writeSource(fileSource) }, notes: [] };
  }
  return kept(config, { source, parts }, given.name, key);
}

function drawn(config: ConfigFile, source: Extract<RunSource, { kind: "dataset" }>, key: string): Read {
  const { data } = config;
  const entry = findDataset(source.name);
  const isWhole = data.split === undefined && watchedPart(config) === undefined && isPlain(data.encoding);
  if (isWhole || needsFiles(entry))
    return {
      settings: { data: entry.name, options: source.options, source: "" },
      notes: isWhole ? [] : [words.partOfFiles({ name: entry.name })],
    };
  return kept(config, { source, dataset: makeDataset(source.name, source.options) }, entry.name, key);
}

/** Data made as the commands make it: a link to it works where the run has been opened. */
function kept(config: ConfigFile, loaded: Loaded, name: string, key: string): Read {
  const { task, features, targets, classes, encoding } = config.data;
  const { training, validation, test } = materialAgain(loaded, config.data, watchedPart(config));
  const dataset: Dataset = { name, task, features, targets, ...(classes && { classes }), ...training };
  const fresh = validation ?? test;
  const units = encoding && unitsIn(encoding);
  const material: Material = {
    training: dataset,
    ...(fresh && { fresh }),
    ...(units && { units }),
  };
  keepFiled(key, material);
  return { settings: { data: "file", options: {}, source: key }, notes: [words.keptHere()] };
}

/** The scaling of inputs that are all numbers. */
function unitsIn({ inputs }: Encoding): Scaling | undefined {
  const numbers = inputs.flatMap((input) => (input.type === "number" ? [input] : []));
  if (numbers.length < inputs.length) return undefined;
  return { offset: numbers.map(({ offset }) => offset), scale: numbers.map(({ scale }) => scale) };
}

async function sourceOf(
  { data }: ConfigFile,
  { options }: Extract<RunSource, { kind: "file" }>,
  { name, bytes }: NamedBytes,
): Promise<FileSource> {
  const { encoding, split, missing = "fill", task, targets } = data;
  const target = encoding ? targetNames(encoding) : targets;
  const used = [...target, ...(encoding?.inputs ?? []).map((input) => input.name)];
  const sha = await keepFile(name, bytes);
  return {
    ...usualSource(name, sha),
    target,
    ignore: encoding?.columns.filter((column) => !used.includes(column)) ?? [],
    types: options.types ?? {},
    missing,
    scale: scalingKind(data),
    test: split?.test ?? (split ? 0.2 : 0),
    seed: split?.seed ?? 0,
    task,
  };
}

/** Whether a link can say how a file was read. */
const knowsAll = (options: Extract<RunSource, { kind: "file" }>["options"]): boolean =>
  Object.keys(options).every((name) => name === "types");

/** Whether numbers pass as they are. */
const isPlain = (encoding: Encoding | undefined): boolean => {
  if (!encoding) return true;
  const { inputs, target } = encoding;
  const numbers = [...inputs, ...(target.task === "regression" ? target.columns : [])];
  return numbers.every((one) => "offset" in one && one.offset === 0 && one.scale === 1);
};

/** An encoding that a run file does not state passes numbers as they are. */
const isSame = (made: Encoding, stated: Encoding | undefined): boolean =>
  stated ? JSON.stringify(made) === JSON.stringify(stated) : isPlain(made);

const baseOf = (path: string): string => path.replace(/^.*[/\\]/, "");
