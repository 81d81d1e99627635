import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Examples } from "../data/dataset.ts";
import { type ExplainOptions, explain } from "../explain/trace/explain.ts";
import type { Trace } from "../explain/trace/trace.ts";
import { materialAgain } from "../formats/material/again.ts";
import { encodeDataset, encodeTable, encodingOf } from "../formats/material/encoded.ts";
import { watchedPart } from "../formats/runFile/watchedPart.ts";
import type { RunFile } from "../formats/runFile.ts";
import { readCheckpoint } from "../node/checkpointFile.ts";
import { readRun, runFiles } from "../node/runFolder.ts";
import { sequential } from "../train/model.ts";
import { type Io, pathIn } from "./io.ts";
import { type DataGiven, load, loadAgain } from "./source.ts";
import { foundSource } from "./whereabouts.ts";

/**
 * The trace of a run: the update that would follow, with all that the optimizer remembers; or with `step`, one from
 * its beginning, the weights drawn again.
 */
export async function explainRun(
  io: Io,
  name: string,
  other: string | undefined,
  given: DataGiven,
  shown: Pick<ExplainOptions, "step" | "sample" | "convention">,
): Promise<Trace> {
  const path = pathIn(io, name);
  const { run, model } = await readRun(path);
  const { x, y } = await examplesOf(io, name, run, other, given);
  const { validation: _, earlyStopping, scale, ...settings } = run.settings;
  const options = { ...settings, dtype: run.dtype, ...shown };
  if (shown.step !== undefined) {
    const anew = sequential(run.network.features, run.network.layers);
    return explain(anew, x, y, { ...options, ...(scale && { scale }) });
  }
  const folder = path.endsWith(runFiles.run) ? dirname(path) : path;
  const checkpoint = join(folder, runFiles.checkpoint);
  // Early stopping goes back to the best weights, which what was remembered at the end does not belong to.
  const isWhole = existsSync(checkpoint) && earlyStopping === undefined;
  return explain(model, x, y, { ...options, ...(isWhole && { resume: await readCheckpoint(checkpoint) }) });
}

/** The training part of a run's data, or other data encoded as it was; a missing file is reported for `command`. */
export async function examplesOf(
  io: Io,
  name: string,
  run: RunFile,
  other: string | undefined,
  given: DataGiven,
  command = "explain",
): Promise<Examples> {
  const { data } = run;
  const encoding = encodingOf(data);
  if (other !== undefined) {
    const loaded = await load(io, other, given);
    return "dataset" in loaded
      ? encodeDataset(encoding, loaded.dataset, loaded.dataset)
      : encodeTable(encoding, loaded.parts.table);
  }
  const loaded = await loadAgain(io, foundSource(io, name, data.source, command), given);
  return materialAgain(loaded, data, watchedPart(run)).training;
}
