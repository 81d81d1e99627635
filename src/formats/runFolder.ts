import { writeZip } from "../array/writeZip.ts";
import { fail } from "../base/error.ts";
import { writeCsv } from "../data/writeCsv.ts";
import type { Checkpoint } from "../train/checkpoint.ts";
import type { History } from "../train/history.ts";
import { type Model, sequential } from "../train/model.ts";
import { checkpointBytes } from "./checkpoint.ts";
import { type RunFile, writeRunFile } from "./runFile.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import { sha256 } from "./sha256.ts";

/**
 * The files of a run folder. `run.json` is the first to go and the last to come: where it is, the others are whole.
 *
 * @example
 * runFiles.weights; // "weights.safetensors"
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
  /** What follows `#` in the link of a run from the studio: it tells what was changed on the way. */
  link: "studio.txt",
} as const;

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

/**
 * The files of a run folder by name, in the order in which they are written: `run.json` last.
 *
 * @throws ChainruleError `data` for a run that could not be read again
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * const { history, checkpoint } = await model.fit([[0, 1], [1, 0]], [0, 1], { epochs: 1 });
 * const settings = { loss: binaryCrossEntropy(), optimizer: sgd(0.1), epochs: 1, shuffle: true, seed: 0, l1: 0, l2: 0 };
 * const source = { kind: "dataset", name: "moons", options: { samples: 10 } } as const;
 * const names = { features: ["x1", "x2"], targets: ["class"], classes: ["0", "1"] };
 * const result = { loss: 0.7, epochs: 1, steps: 1, seconds: 0.01, stopped: "finished", metrics: {} } as const;
 * const data = { source, task: "binary", ...names } as const;
 * const run = { version: 1, chainrule: "0.1.0", network: model.network, dtype: "float32", settings, data, result } as const;
 * const files = await runFolder({ run, model, history, checkpoint, pictures: {} });
 * [...files.keys()]; // ["checkpoint.safetensors", "weights.safetensors", "history.csv", "run.json"]
 */
export async function runFolder(contents: RunContents): Promise<Map<string, string | Uint8Array>> {
  const { run, model, history, checkpoint, pictures } = contents;
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

/**
 * A run folder as a zip archive: unpacked, it is what `chainrule train` writes, and every command reads it.
 *
 * @param folder the folder's name within the archive
 * @throws ChainruleError `data` for a run that could not be read again
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * const { history, checkpoint } = await model.fit([[0, 1], [1, 0]], [0, 1], { epochs: 1 });
 * const settings = { loss: binaryCrossEntropy(), optimizer: sgd(0.1), epochs: 1, shuffle: true, seed: 0, l1: 0, l2: 0 };
 * const source = { kind: "dataset", name: "moons", options: { samples: 10 } } as const;
 * const names = { features: ["x1", "x2"], targets: ["class"], classes: ["0", "1"] };
 * const result = { loss: 0.7, epochs: 1, steps: 1, seconds: 0.01, stopped: "finished", metrics: {} } as const;
 * const data = { source, task: "binary", ...names } as const;
 * const run = { version: 1, chainrule: "0.1.0", network: model.network, dtype: "float32", settings, data, result } as const;
 * const zip = await runFolderZip({ run, model, history, checkpoint, pictures: {} }, "moons");
 * new TextDecoder().decode(zip.subarray(0, 2)); // "PK"
 */
export async function runFolderZip(contents: RunContents, folder = "run"): Promise<Uint8Array<ArrayBuffer>> {
  const files = await runFolder(contents);
  return writeZip(new Map([...files].map(([name, content]) => [`${folder}/${name}`, content])));
}

/** The history as CSV, an epoch a line, every digit kept. */
function historyCsv(history: History): string {
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
 * A run from its two files: what {@link readRunFile} read, and the bytes of the weights beside it.
 *
 * @param who the name of the weights' file, for messages
 * @throws ChainruleError `data` for weights of another run, or damaged ones
 *
 * @example
 * const run = { network: { features: 2, layers: [dense(1)] }, weights: { file: "w", sha256: "0".repeat(64) } };
 * try {
 *   await storedRun(run, new Uint8Array(8));
 * } catch (error) {
 *   String(error).includes("expected the weights that run.json names"); // true
 * }
 */
export async function storedRun(
  run: RunFile,
  weights: Uint8Array,
  who: string = run.weights.file,
): Promise<StoredRun> {
  if ((await sha256(weights)) !== run.weights.sha256)
    fail("data", {
      who,
      expected: "the weights that run.json names",
      got: "others (the SHA-256 differs)",
      fix: "Copy both files from the same run.",
    });
  const model = sequential(run.network.features, run.network.layers);
  const { tensors } = readSafetensors(weights, who);
  model.setWeights(Object.fromEntries(tensors), run.dtype, run.scaling);
  return { run, model };
}
