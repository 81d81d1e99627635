import type { TableParts } from "../data/arrays.ts";
import type { Dataset, Examples } from "../data/dataset.ts";
import { encodeTargets } from "../data/encode.ts";
import type { Encoding } from "../data/encoding.ts";
import { fitEncoding } from "../data/fitEncoding.ts";
import { prepareDataset, prepareTable } from "../data/prepare.ts";
import { type SplitOptions, split, splitRows } from "../data/split.ts";
import { dropIncomplete, selectRows, type Table } from "../data/table.ts";
import type { RunData } from "../formats/runFile.ts";
import { encodeDataset, encodeTable, encodingOf } from "./encoded.ts";
import { type Preparation, preparationOf, refuseOthers } from "./preparation.ts";
import type { DataGiven, Loaded } from "./source.ts";

/** Data as a network is trained and judged on it: encoded and scaled, in its parts. */
export interface Material {
  readonly data: RunData & { readonly encoding: Encoding };
  readonly training: Examples;
  readonly validation?: Examples;
  readonly test?: Examples;
}

/**
 * Splits data into its parts and encodes them. What is measured (means, ranges, categories) is measured on the
 * training part alone.
 */
export function prepareMaterial(loaded: Loaded, given: DataGiven): Material {
  refuseOthers(loaded, given);
  const preparation = preparationOf(given);
  return "dataset" in loaded ? fromDataset(loaded, preparation) : fromTable(loaded, preparation);
}

function fromDataset({ source, dataset }: Extract<Loaded, { dataset: Dataset }>, how: Preparation): Material {
  const judged = how.split ? split(dataset, how.split) : dataset;
  const watched = how.validation ? split(judged, how.validation) : undefined;
  const rest: Dataset = watched ? { ...judged, x: watched.x, y: watched.y } : judged;
  const { dataset: ready, encoding } = prepareDataset(rest, how.scale ? { scale: how.scale } : {});
  return {
    data: describe(source, ready, encoding, how),
    training: ready,
    ...(watched && { validation: encodeDataset(encoding, watched.test, dataset) }),
    ...(ready.test && { test: ready.test }),
  };
}

function fromTable({ source, parts }: Exclude<Loaded, { dataset: Dataset }>, how: Preparation): Material {
  const { split: _, validation, missing, ...given } = how;
  // A network begins near 0: targets far from it, as prices are, would take very long to reach.
  const encodingOptions = { ...given, scaleTarget: given.scale ?? "standardize" };
  const whole = missing === "drop" ? dropIncomplete(parts.table) : parts.table;
  const { table, test } = how.split
    ? splitTable(whole, how.split, fitEncoding(whole, encodingOptions))
    : { table: whole, test: parts.test };
  const { dataset, encoding } = prepareTable(
    { table },
    { ...encodingOptions, ...(validation && { split: validation }) },
  );
  return {
    data: describe(source, dataset, encoding, how),
    training: { x: dataset.x, y: dataset.y },
    ...(dataset.test && { validation: dataset.test }),
    ...(test && { test: encodeTable(encoding, test, "zeros") }),
  };
}

function splitTable(table: Table, options: SplitOptions, encoding: Encoding): { table: Table; test: Table } {
  const labels = encoding.target.task === "regression" ? undefined : encodeTargets(encoding, table)?.data;
  const rows = splitRows(table.rows, options, labels);
  return { table: selectRows(table, rows.train), test: selectRows(table, rows.test) };
}

function describe(
  source: RunData["source"],
  { task, features, targets, classes }: Dataset,
  encoding: Encoding,
  how: Preparation,
): Material["data"] {
  return {
    source,
    task,
    features,
    targets,
    ...(classes && { classes }),
    encoding,
    ...(how.missing && { missing: how.missing }),
    ...(how.split && { split: how.split }),
    ...(how.validation && { validation: how.validation }),
  };
}

/**
 * The parts of a run's data as they were, to the last bit: chosen again, and encoded by what was measured then.
 *
 * @param watched the part that was judged after every epoch, where there was one
 */
export function materialAgain(loaded: Loaded, run: RunData, watched?: SplitOptions): Material {
  const data = { ...run, encoding: encodingOf(run) };
  return "dataset" in loaded
    ? datasetAgain(loaded.dataset, data, watched)
    : tableAgain(loaded.parts, data, watched);
}

function datasetAgain(dataset: Dataset, data: Material["data"], watched: SplitOptions | undefined): Material {
  const encoded = (part: Examples) => encodeDataset(data.encoding, part, dataset);
  const judged = data.split ? split(dataset, data.split) : dataset;
  const parted = watched && split(judged, watched);
  return {
    data,
    training: encoded(parted ?? judged),
    ...(parted && { validation: encoded(parted.test) }),
    ...(judged.test && { test: encoded(judged.test) }),
  };
}

function tableAgain(parts: TableParts, data: Material["data"], watched: SplitOptions | undefined): Material {
  const encoded = (part: Table) => encodeTable(data.encoding, part, "zeros");
  const whole = data.missing === "drop" ? dropIncomplete(parts.table) : parts.table;
  const judged = data.split
    ? splitTable(whole, data.split, data.encoding)
    : { table: whole, test: parts.test };
  const parted = watched && splitTable(judged.table, watched, data.encoding);
  return {
    data,
    training: encoded((parted ?? judged).table),
    ...(parted && { validation: encoded(parted.test) }),
    ...(judged.test && { test: encoded(judged.test) }),
  };
}

/** The data as it is, unscaled: numbers in their units, texts as 0 and 1. */
export function plainDataset(
  loaded: Loaded,
  given: Pick<DataGiven, "target" | "task" | "ignore" | "missing">,
): Dataset {
  if ("dataset" in loaded) return loaded.dataset;
  return prepareTable(loaded.parts, { ...preparationOf(given), scale: "none" }).dataset;
}
