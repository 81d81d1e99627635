import { readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ChainruleError, fail } from "../base/error.ts";
import { writeCsv } from "../data/writeCsv.ts";
import { type RunFile, readRunFile, writeRunFile } from "../formats/runFile.ts";
import { readSafetensors, writeSafetensors } from "../formats/safetensors.ts";
import { sha256 } from "../formats/sha256.ts";
import type { Checkpoint } from "../train/checkpoint.ts";
import type { History } from "../train/history.ts";
import { type Model, sequential } from "../train/model.ts";
import { checkpointBytes, writeCheckpoint } from "./checkpointFile.ts";
import { makeFolder, refuseToWrite, writeFileAtomic } from "./files.ts";
import { codeOf, readFile } from "./readFile.ts";

/**
 * The files of a run folder. `run.json` is the first to go and the last to come: where it is, the others are whole.
 */
export const runFiles = {
  run: "run.json",
  weights: "weights.safetensors",
  history: "history.csv",
  checkpoint: "checkpoint.safetensors",
  lossSvg: "loss.svg",
  lossPng: "loss.png",
  boundarySvg: "boundary.svg",
  boundaryPng: "boundary.png",
} as const;

/** Before the name of a file that is on the disk, but not yet in its place. */
const stagePrefix = ".new.";

/** A finished run, to be written. */
export interface RunContents {
  /** What `run.json` says, save for the weights, which are hashed when they are written. */
  readonly run: Omit<RunFile, "weights">;
  readonly model: Model;
  readonly history: History;
  readonly checkpoint: Checkpoint;
  /** Pictures by file name. */
  readonly pictures: Readonly<Record<string, string | Uint8Array>>;
}

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
      const files = await filesOf(contents);
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

/** The files of a run by name, with their contents. */
async function filesOf({ run, model, history, checkpoint, pictures }: RunContents) {
  const weights = writeSafetensors(new Map(Object.entries(model.weights ?? {})));
  const file = { ...run, weights: { file: runFiles.weights, sha256: await sha256(weights) } };
  return new Map<string, string | Uint8Array>([
    [runFiles.checkpoint, checkpointBytes(checkpoint)],
    [runFiles.weights, weights],
    [runFiles.history, historyCsv(history)],
    ...Object.entries(pictures),
    [runFiles.run, writeRunFile(file)],
  ]);
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

/** The history as CSV, an epoch a line, every digit kept. */
export function historyCsv(history: History): string {
  const columns = Object.entries(history) as [string, Float64Array][];
  const rows = Array.from(history.loss, (_, i) => [i + 1, ...columns.map(([, values]) => values[i]!)]);
  return writeCsv(["epoch", ...columns.map(([name]) => name)], rows);
}

/** A run as it was written: what `run.json` says, and the network with its weights. */
export interface StoredRun {
  readonly run: RunFile;
  readonly model: Model;
}

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
  const weights = new Uint8Array(await readFile(weightsPath));
  const digest = await sha256(weights);
  if (digest !== run.weights.sha256)
    fail("data", {
      who: weightsPath,
      expected: "the weights that run.json names",
      got: "others (the SHA-256 differs)",
      fix: "Copy both files from the same run.",
    });
  const model = sequential(run.network.features, run.network.layers);
  const { tensors } = readSafetensors(weights, weightsPath);
  model.setWeights(Object.fromEntries(tensors), run.dtype, run.scaling);
  return { run, model };
}

async function explainMissing(folder: string, error: unknown): Promise<never> {
  if (!(error instanceof ChainruleError) || error.code !== "file") throw error;
  const names = await readdir(folder).catch((cause) => codeOf(cause));
  const fix = "A run folder is what `chainrule train` writes.";
  const complaint = { who: folder, expected: "a run folder" };
  if (names === "ENOENT") return fail("file", { ...complaint, got: "no folder of that name", fix }, error);
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
