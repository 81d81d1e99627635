import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fail } from "../base/error.ts";
import { didYouMean, suggest } from "../base/nearest.ts";
import type { TableParts } from "../data/arrays.ts";
import type { CsvOptions } from "../data/csv.ts";
import type { KnownColumns } from "../data/matchColumns.ts";
import { readTable } from "../data/readTable.ts";
import { type DatasetEntry, datasets, lookUpDataset, needsFiles } from "../data/registry.ts";
import type { Table } from "../data/table.ts";
import type { Loaded } from "../formats/material/material.ts";
import type { RunSource } from "../formats/runFile.ts";
import { loadDataset } from "../node/datasets.ts";
import type { DownloadProgress } from "../node/download.ts";
import { readFile } from "../node/readFile.ts";
import { runFiles, runsIn } from "../node/runFolder.ts";
import { isArrays, loadArrays } from "./arrays.ts";
import { csvOptionsOf } from "./csvOptions.ts";
import { type Io, pathIn, say } from "./io.ts";
import { type dataOptions, tasks } from "./options/data.ts";
import { choiceOption, countOption, realOption } from "./optionValues.ts";
import type { Given } from "./spec.ts";

export type DataGiven = Given<typeof dataOptions>;

/**
 * The data that a command names: a data set, else a file (`-` is the standard input).
 *
 * @param columns what they became in training, for new data of a trained network
 * @param command one that takes a run folder in the place of data, so that a name may be a misspelled one
 * @throws ChainruleError `usage` for what is neither, with the nearest data set; `file` where it may be a run's
 */
export async function load(
  io: Io,
  name: string,
  given: DataGiven,
  columns: KnownColumns = {},
  command?: string,
): Promise<Loaded> {
  const entry = lookUpDataset(name);
  if (entry) return loadAgain(io, datasetSource(entry, given), given);
  const path = pathIn(io, name);
  const isPath = name === "-" || /[./\\]/.test(name) || existsSync(path);
  if (!isPath) await refuseName(io, name, command);
  if (name !== "-") refuseRun(path, name);
  const { targets } = given;
  const task = choiceOption("--task", given.task, tasks);
  return loadAgain(
    io,
    {
      kind: "file",
      path: name,
      options: csvOptionsOf(given),
      ...(targets !== undefined && { targets, ...(task && { task }) }),
    },
    given,
    columns,
  );
}

/** Says what a name may be, and which is near it. */
async function refuseName(io: Io, name: string, command: string | undefined): Promise<never> {
  const known = [...datasets.keys()];
  const got = `"${name}"`;
  if (command === undefined)
    return fail("usage", {
      who: "data",
      expected: "the name of a data set, or a file",
      got,
      fix: suggest(name, known),
    });
  const meant = didYouMean(name, [...(await runsIn(io.cwd)), ...known]);
  const told = "A run folder is what `chainrule train` writes; `chainrule data` lists the data sets.";
  return fail("file", {
    who: command,
    expected: "a run folder, a data set, or a file",
    got,
    fix: [meant ?? [], told].flat().join(" "),
  });
}

/** A run is no data, but holds the word of which it was trained on. */
function refuseRun(path: string, name: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory() || !existsSync(join(path, runFiles.run)))
    return;
  fail("file", {
    who: name,
    expected: "data",
    got: "a run folder",
    fix: `\`train --config ${name}\` trains it again, and with \`--resume ${name}\` goes on from where it ended.`,
  });
}

/** The data that a run was made from. */
export async function loadAgain(
  io: Io,
  source: RunSource,
  given: Pick<DataGiven, "dataDir">,
  columns: KnownColumns = {},
): Promise<Loaded> {
  if (isArrays(source)) return { source, dataset: await loadArrays(io, source) };
  if (source.kind === "file")
    return { source, parts: await readData(io, source.path, { ...source.options, ...columns }) };
  const dataDir =
    given.dataDir ?? (source.dataDir && existsSync(pathIn(io, source.dataDir)) ? source.dataDir : undefined);
  const dataset = await loadDataset(source.name, {
    options: source.options,
    ...(dataDir !== undefined && { dataDir: pathIn(io, dataDir) }),
    onProgress: announce(io),
  });
  return { source, dataset };
}

/** The table in a file, or in what comes on the standard input. */
export async function readData(
  io: Io,
  path: string,
  options: CsvOptions & KnownColumns = {},
): Promise<TableParts> {
  const parts = await readParts(io, path, options);
  checkDelimiter(parts.table, options);
  return parts;
}

/** A delimiter that the file does not have leaves one column, whose name or values hold the one it has. */
function checkDelimiter({ name, columns }: Table, { delimiter }: CsvOptions): void {
  const [only, another] = columns;
  if (delimiter === undefined || !only || another) return;
  const parted = [only.name, String(only.values[0])].some((text) => /[,;|\t]/.test(text));
  if (parted)
    fail("data", {
      who: name,
      expected: `fields parted by ${JSON.stringify(delimiter)}`,
      got: `one column, "${only.name}"`,
      fix: "Is the delimiter right?",
    });
}

async function readParts(io: Io, path: string, options: CsvOptions & KnownColumns): Promise<TableParts> {
  if (path !== "-") return readTable(await readFile(pathIn(io, path)), basename(path), options);
  const bytes = new Uint8Array(await buffer(io.stdin));
  const isJson = /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 100)));
  return readTable(bytes, isJson ? "standard input.json" : "standard input", options);
}

function datasetSource(entry: DatasetEntry, given: DataGiven): Extract<RunSource, { kind: "dataset" }> {
  const { dataDir } = given;
  return {
    kind: "dataset",
    name: entry.name,
    options: drawing(entry, given),
    ...(needsFiles(entry) && dataDir !== undefined && { dataDir }),
  };
}

/** The options of a data set that is drawn, as numbers. */
function drawing(entry: DatasetEntry, given: DataGiven): Record<string, number> {
  const options: Record<string, number> = {};
  const put = (option: string, value: number | undefined) => {
    if (value !== undefined) options[option] = value;
  };
  put("samples", countOption("--samples", given.samples));
  put("noise", realOption("--noise", given.noise));
  // For data that is not drawn, the seed only chooses the test part.
  if (!needsFiles(entry) && "seed" in entry.options) put("seed", countOption("--data-seed", given.dataSeed));
  for (const text of given.dataOption ?? []) {
    const [option, value] = text.split("=").map((part) => part.trim());
    if (!option || value === undefined)
      fail("usage", { who: "--data-option", expected: "name=value, as in factor=0.4", got: `"${text}"` });
    put(option, realOption(`--data-option ${option}`, value));
  }
  return options;
}

/** Says once for each file that it is being fetched. */
function announce(io: Io): (progress: DownloadProgress) => void {
  const said = new Set<string>();
  return ({ url, total }) => {
    if (said.has(url)) return;
    said.add(url);
    say(io.stderr, `Fetching ${url}${total ? ` (${(total / 1e6).toFixed(1)} MB)` : ""}`);
  };
}
