import type { Encoding } from "../data/encoding.ts";
import { featureNames } from "../data/encoding.ts";
import { datasetToCsv } from "../data/writeCsv.ts";
import { materialAgain } from "../formats/material/again.ts";
import { encodingOf } from "../formats/material/encoded.ts";
import { drawnLines, examplesFile } from "../formats/program/numpy/data.ts";
import { watchedPart } from "../formats/runFile/watchedPart.ts";
import type { RunFile } from "../formats/runFile.ts";
import type { Io } from "./io.ts";
import { loadAgain } from "./source.ts";
import { foundSource } from "./whereabouts.ts";

/** Numbers up to which a text of them is of use: ten digits each make fifty megabytes. */
const mostNumbers = 5_000_000;

/**
 * The examples that a run was trained on, as the CSV file that its program in Python reads: numbers in their units,
 * which the program scales itself. Undefined where the program draws them in a few lines, or they are too many.
 */
export async function trainingFile(
  io: Io,
  name: string,
  run: RunFile,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  if (drawnLines(run)) return undefined;
  const loaded = await loadAgain(io, foundSource(io, name, run.data.source, "eject"), {});
  const encoding = unscaled(encodingOf(run.data));
  const { training } = materialAgain(loaded, { ...run.data, encoding }, watchedPart(run));
  if (training.x.size > mostNumbers) return undefined;
  const { task, targets, classes } = run.data;
  const dataset = { name, task, targets, features: featureNames(encoding), ...(classes && { classes }) };
  return { name: examplesFile(run), text: datasetToCsv({ ...dataset, ...training }) };
}

/** An encoding that fills gaps and parts categories, and leaves numbers in their units. */
function unscaled(encoding: Encoding): Encoding {
  const { inputs, target } = encoding;
  const plain = { offset: 0, scale: 1 };
  return {
    ...encoding,
    inputs: inputs.map((input) => (input.type === "number" ? { ...input, ...plain } : input)),
    target:
      target.task === "regression"
        ? { ...target, columns: target.columns.map((column) => ({ ...column, ...plain })) }
        : target,
  };
}
