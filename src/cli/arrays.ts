import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { NDArray } from "../array/ndarray.ts";
import { readNpy } from "../array/npy.ts";
import { fail } from "../base/error.ts";
import { datasetFromArrays } from "../data/arrayDataset.ts";
import type { Dataset } from "../data/dataset.ts";
import type { RunSource } from "../formats/runFile.ts";
import { mapNpy } from "../node/mapNpy.ts";
import { readFile } from "../node/readFile.ts";
import { type Io, pathIn } from "./io.ts";

/** Inputs and targets in a file each. */
export type ArraySource = Extract<RunSource, { kind: "file" }> & { readonly targets: string };

export const isArrays = (source: RunSource): source is ArraySource =>
  source.kind === "file" && source.targets !== undefined;

/** Files from this size on are mapped: less is read as fast, and may lie in its file in any way. */
const worthMapping = 2 ** 28;

/** The data set in two npy files. */
export async function loadArrays(io: Io, { path, targets, task }: ArraySource): Promise<Dataset> {
  if (path === "-" || targets === "-")
    fail("usage", {
      who: "--targets",
      expected: "two npy files",
      got: "the standard input",
      fix: "Save it to a file.",
    });
  const [x, y] = await Promise.all([path, targets].map((file) => arrayIn(pathIn(io, file))));
  return datasetFromArrays(x!, y!, basename(path), task);
}

async function arrayIn(path: string): Promise<NDArray> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return size >= worthMapping ? mapNpy(path) : readNpy(await readFile(path), basename(path));
}
