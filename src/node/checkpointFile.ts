import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { readSafetensors, writeSafetensors } from "../formats/safetensors.ts";
import type { Checkpoint, Progress } from "../train/checkpoint.ts";
import type { History } from "../train/history.ts";
import { writeFileAtomic } from "./files.ts";
import { readFile } from "./readFile.ts";

/** Before the names of the history's columns, which are kept as arrays: text would grow long and lose NaN. */
const historyPrefix = "history.";

/**
 * Writes a checkpoint as a safetensors file: its arrays, the history as `history.loss`, ..., and the rest as text.
 * The file is whole at every moment.
 *
 * @throws ChainruleError `file` where it cannot be written
 *
 * @example
 * const model = mlp(2, dense(1));
 * const first = await model.fit([[0, 1]], [[1]], { epochs: 3 });
 * await writeCheckpoint(`${folder}/first.safetensors`, first.checkpoint);
 */
export const writeCheckpoint = (path: string, checkpoint: Checkpoint): Promise<void> =>
  writeFileAtomic(path, checkpointBytes(checkpoint));

/** The bytes of a checkpoint file. */
export function checkpointBytes({ arrays, progress }: Checkpoint): Uint8Array {
  const { history, ...rest } = progress;
  const columns = Object.entries(history).map(
    ([name, values]: [string, Float64Array]) =>
      [historyPrefix + name, new NDArray(values, [values.length], "float64")] as const,
  );
  return writeSafetensors(new Map([...arrays, ...columns]), { progress: JSON.stringify(rest) });
}

/**
 * A checkpoint from its file.
 *
 * @throws ChainruleError `file` where there is none, `data` where it is damaged, no checkpoint, or of a newer version
 *
 * @example
 * const model = mlp(2, dense(1));
 * const first = await model.fit([[0, 1]], [[1]], { epochs: 3 });
 * await writeCheckpoint(`${folder}/begun.safetensors`, first.checkpoint);
 * const resume = await readCheckpoint(`${folder}/begun.safetensors`);
 * (await model.fit([[0, 1]], [[1]], { epochs: 3, resume })).history.loss.length; // 3
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { tensors, metadata } = readSafetensors(await readFile(path), path);
  const progress = parseProgress(metadata.progress, path);
  const isHistory = ([name]: readonly [string, NDArray]) => name.startsWith(historyPrefix);
  const history = Object.fromEntries(
    [...tensors]
      .filter(isHistory)
      .map(([name, { data }]) => [name.slice(historyPrefix.length), data as Float64Array]),
  ) as unknown as History;
  return {
    arrays: new Map([...tensors].filter((entry) => !isHistory(entry))),
    progress: { ...progress, history },
  };
}

function parseProgress(text: string | undefined, path: string): Omit<Progress, "history"> {
  if (text === undefined)
    return fail("data", {
      who: path,
      expected: "a checkpoint",
      got: "a safetensors file without the progress of a run",
      fix: "Name a run folder, or its checkpoint.safetensors.",
    });
  const progress = objectIn(text);
  if (progress.version !== undefined && progress.version !== 1)
    fail("data", {
      who: path,
      expected: "a checkpoint of version 1",
      got: `version ${progress.version}`,
      fix: "It was written by a newer Chainrule: update this one.",
    });
  if (!isWhole(progress))
    fail("data", {
      who: path,
      expected: "the whole progress of a run",
      got: "a part of it, or none",
      fix: "The file is damaged: start anew, without resuming.",
    });
  return progress;
}

type Unchecked = Partial<Omit<Progress, "history" | "version">> & { readonly version?: number };

/** The object in a text; an empty one where there is none. */
function objectIn(text: string): Unchecked {
  try {
    return (JSON.parse(text) ?? {}) as Unchecked;
  } catch {
    return {};
  }
}

const isWhole = (progress: Unchecked): progress is Omit<Progress, "history"> =>
  progress.version === 1 &&
  [progress.epoch, progress.step, progress.steps].every(Number.isSafeInteger) &&
  typeof progress.sums === "object" &&
  typeof progress.run === "object";
