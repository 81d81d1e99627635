import type { TableParts } from "../../data/arrays.ts";
import type { Dataset, Examples } from "../../data/dataset.ts";
import { type SplitOptions, split } from "../../data/split.ts";
import { dropIncomplete, type Table } from "../../data/table.ts";
import type { RunData } from "../runFile.ts";
import { encodeDataset, encodeTable, encodingOf } from "./encoded.ts";
import type { Loaded, Material } from "./material.ts";
import { splitTable } from "./splitTable.ts";

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
