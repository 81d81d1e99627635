import { readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ChainruleError, fail } from "../base/error.ts";
import { didYouMean } from "../base/nearest.ts";
import { readRunFile } from "../formats/runFile.ts";
import { type RunContents, runFiles, runFolder, type StoredRun, storedRun } from "../formats/runFolder.ts";
import type { Checkpoint } from "../train/checkpoint.ts";
import { writeCheckpoint } from "./checkpointFile.ts";
import { makeFolder, refuseToWrite, writeFileAtomic } from "./files.ts";
import { codeOf, readFile } from "./readFile.ts";

export { type RunContents, runFiles, type StoredRun } from "../formats/runFolder.ts";

/** Before the name of a file that is on the disk, but not yet in its place. */
const stagePrefix = ".new.";

/** A folder that a run may write to. */
export interface RunFolder {
  readonly path: string;
  /** Writes a checkpoint; once it is there, what an earlier run left goes. */
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Writes all files, in place of an earlier run's. Until all are on the disk, that one stays as it was. */
  finish(contents: RunContents): Promise<void>;
  /** Takes the folder away again where it was made for this run and nothing was written. */
  release(): Promise<void>;
}

/**
 * Makes the folder of a run, or takes over that of an earlier run. A folder with other things in it is refused.
 *
 * @throws ChainruleError `file` for a folder that is no run's, or cannot be made
 *
 * @example
 * const run = await mlp(2, dense(1)).fit([[0, 1]], [[1]], { epochs: 3 });
 * const out = await openRunFolder(`${folder}/moons`);
 * await out.saveCheckpoint(run.checkpoint);
 * (await readCheckpoint(`${folder}/moons/checkpoint.safetensors`)).progress.epoch; // 3
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  const made = await prepare(path);
  return {
    path,
    async saveCheckpoint(checkpoint) {
      await writeCheckpoint(join(path, runFiles.checkpoint), checkpoint);
      for (const file of Object.values(runFiles))
        if (file !== runFiles.checkpoint) await remove(join(path, file));
    },
    async finish(contents) {
      const files = await runFolder(contents);
      const staged = (file: string) => join(path, stagePrefix + file);
      try {
        for (const [file, bytes] of files) await writeFileAtomic(staged(file), bytes);
      } catch (error) {
        for (const file of files.keys()) await rm(staged(file), { force: true }).catch(() => {});
        throw error;
      }
      await remove(join(path, runFiles.run));
      for (const file of Object.values(runFiles).reverse())
        await (files.has(file) ? rename(staged(file), join(path, file)) : remove(join(path, file)));
    },
    async release() {
      if (made) await rmdir(path).catch(() => {});
    },
  };
}

/** Whether the folder was made now. */
async function prepare(path: string): Promise<boolean> {
  const names = await namesIn(path);
  if (names === undefined) {
    await makeFolder(path);
    return true;
  }
  const isRun = names.includes(runFiles.run) || names.includes(runFiles.checkpoint);
  const others = names.filter((name) => !name.startsWith(stagePrefix));
  if (others.length > 0 && !isRun)
    fail("file", {
      who: path,
      expected: "a new folder, or that of an earlier run",
      got: `a folder with other things in it (${others.slice(0, 3).join(", ")}${others.length > 3 ? ", ..." : ""})`,
      fix: "Choose another one with --out.",
    });
  return false;
}

/** The names in a folder; undefined where there is none. */
async function namesIn(path: string): Promise<string[] | undefined> {
  try {
    return await readdir(path);
  } catch (cause) {
    return codeOf(cause) === "ENOENT" ? undefined : refuseToWrite(path, cause);
  }
}

const remove = (path: string): Promise<void> =>
  rm(path, { force: true }).catch((cause) => refuseToWrite(path, cause));

/**
 * Reads a run folder, or the `run.json` in it.
 *
 * @throws ChainruleError `file` where there is no run, `data` for a newer version or damaged or foreign files
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * const { history, checkpoint } = await model.fit([[0, 1], [1, 0]], [0, 1], { epochs: 1 });
 * const run = {
 *   version: 1,
 *   chainrule: "0.1.0",
 *   network: model.network,
 *   dtype: "float32",
 *   settings: {
 *     loss: binaryCrossEntropy(),
 *     optimizer: sgd(0.1),
 *     epochs: 1,
 *     shuffle: true,
 *     seed: 0,
 *     l1: 0,
 *     l2: 0,
 *   },
 *   data: {
 *     source: { kind: "dataset", name: "moons", options: { samples: 10 } },
 *     task: "binary",
 *     features: ["x1", "x2"],
 *     targets: ["class"],
 *     classes: ["0", "1"],
 *   },
 *   result: { loss: 0.7, epochs: 1, steps: 1, seconds: 0.01, stopped: "finished", metrics: {} },
 * } as const;
 * const out = await openRunFolder(`${folder}/finished`);
 * await out.finish({ run, model, history, checkpoint, pictures: {} });
 * const stored = await readRun(`${folder}/finished`);
 * Object.keys(stored.model.weights); // ["W1", "b1"]
 */
export async function readRun(path: string): Promise<StoredRun> {
  const folder = basename(path) === runFiles.run ? join(path, "..") : path;
  const runPath = join(folder, runFiles.run);
  const bytes = await readFile(runPath).catch((error) => explainMissing(folder, error));
  const run = readRunFile(new TextDecoder().decode(bytes), runPath);
  const weightsPath = join(folder, run.weights.file);
  return storedRun(run, await readFile(weightsPath), weightsPath);
}

/** The names of the run folders in a folder. */
export async function runsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const hold = await Promise.all(folders.map((name) => namesIn(join(folder, name)).catch(() => undefined)));
  return folders.filter((_, i) => hold[i]?.includes(runFiles.run));
}

async function explainMissing(folder: string, error: unknown): Promise<never> {
  if (!(error instanceof ChainruleError) || error.code !== "file") throw error;
  const names = await readdir(folder).catch((cause) => codeOf(cause));
  const fix = "A run folder is what `chainrule train` writes.";
  const complaint = { who: folder, expected: "a run folder" };
  if (names === "ENOENT") {
    const meant = didYouMean(basename(folder), await runsIn(dirname(folder)));
    const got = "no folder of that name";
    return fail("file", { ...complaint, got, fix: meant ?? fix }, error);
  }
  if (!Array.isArray(names)) return fail("file", { ...complaint, got: "a file", fix }, error);
  if (names.includes(runFiles.checkpoint))
    return fail(
      "file",
      {
        ...complaint,
        got: "one of a run that has not finished",
        fix: "Go on with its command and --resume.",
      },
      error,
    );
  return fail("file", { ...complaint, got: "a folder without run.json", fix }, error);
}
