import type { Dataset } from "../data/dataset.ts";
import type { Encoding } from "../data/encoding.ts";
import { fitEncoding } from "../data/fitEncoding.ts";
import { prepareDataset, prepareTable } from "../data/prepare.ts";
import { split } from "../data/split.ts";
import { dropIncomplete } from "../data/table.ts";
import { encodeDataset, encodeTable } from "../formats/material/encoded.ts";
import type { Loaded, Material } from "../formats/material/material.ts";
import { splitTable } from "../formats/material/splitTable.ts";
import type { RunData } from "../formats/runFile.ts";
import { type Preparation, preparationOf, refuseOthers } from "./preparation.ts";
import type { DataGiven } from "./source.ts";

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

/** The data as it is, unscaled: numbers in their units, texts as 0 and 1. */
export function plainDataset(
  loaded: Loaded,
  given: Pick<DataGiven, "target" | "task" | "ignore" | "missing">,
): Dataset {
  if ("dataset" in loaded) return loaded.dataset;
  return prepareTable(loaded.parts, { ...preparationOf(given), scale: "none" }).dataset;
}
