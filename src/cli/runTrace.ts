import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Examples } from "../data/dataset.ts";
import { type ExplainOptions, explain } from "../explain/trace/explain.ts";
import type { Trace } from "../explain/trace/trace.ts";
import { materialAgain } from "../formats/material/again.ts";
import { encodeDataset, encodeTable, encodingOf } from "../formats/material/encoded.ts";
import { watchedPart } from "../formats/runFile/watchedPart.ts";
import { readCheckpoint } from "../node/checkpointFile.ts";
import { runFiles } from "../node/runFolder.ts";
import { sequential } from "../train/model.ts";
import { type Io, pathIn } from "./io.ts";
import { fitOptionsOf, type NetworkGiven, type TrainingGiven } from "./settings.ts";
import { type DataGiven, load, loadAgain } from "./source.ts";
import { refuseAlone, type Trained } from "./trained.ts";
import { foundSource } from "./whereabouts.ts";

/**
 * The trace of a run: the update that would follow, with all that the optimizer remembers; or with `step`, one from
 * its beginning, the weights drawn again. That of a network from a file: an update by the training that is asked for.
 */
export async function explainTrained(
  io: Io,
  name: string,
  trained: Trained,
  other: string | undefined,
  given: NetworkGiven & TrainingGiven & DataGiven,
  shown: Pick<ExplainOptions, "step" | "sample" | "convention" | "progress">,
): Promise<Trace> {
  const path = pathIn(io, name);
  const { run, model } = trained;
  const examples = await examplesOf(io, name, trained, other, given);
  const { x, y } = examples;
  if (!run) return explain(model, x, y, { ...fitOptionsOf(given, { training: examples }), ...shown });
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
  { run, data }: Trained,
  other: string | undefined,
  given: DataGiven,
  command = "explain",
): Promise<Examples> {
  const encoding = encodingOf(data);
  if (other !== undefined) {
    const loaded = await load(io, other, given, { known: encoding });
    return "dataset" in loaded
      ? encodeDataset(encoding, loaded.dataset, loaded.dataset)
      : encodeTable(encoding, loaded.parts.table);
  }
  if (!run) return refuseAlone(command, name);
  const loaded = await loadAgain(io, foundSource(io, name, run.data.source, command), given);
  return materialAgain(loaded, run.data, watchedPart(run)).training;
}
