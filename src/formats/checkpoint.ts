import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import type { Checkpoint, Progress } from "../train/checkpoint.ts";
import type { History } from "../train/history.ts";
import { parseJson } from "./parseJson.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

/** Before the names of the history's columns, which are kept as arrays: text would grow long and lose NaN. */
const historyPrefix = "history.";

/**
 * A checkpoint as the bytes of a safetensors file: its arrays, the history as `history.loss`, ..., and the rest as text.
 *
 * @example
 * const { checkpoint } = await mlp(2, dense(1)).fit([[0, 1]], [[1]], { epochs: 3 });
 * [...readSafetensors(checkpointBytes(checkpoint)).tensors.keys()].slice(0, 3); // ["W1", "b1", "history.loss"]
 */
export function checkpointBytes({ arrays, progress }: Checkpoint): Uint8Array<ArrayBuffer> {
  const { history, ...rest } = progress;
  const columns = Object.entries(history).map(
    ([name, values]: [string, Float64Array]) =>
      [historyPrefix + name, new NDArray(values, [values.length], "float64")] as const,
  );
  return writeSafetensors(new Map([...arrays, ...columns]), { progress: JSON.stringify(rest) });
}

/**
 * The checkpoint in the bytes that {@link checkpointBytes} gave.
 *
 * @param path the file's name, for messages
 * @throws ChainruleError `data` for bytes that are damaged, no checkpoint, or of a newer version
 *
 * @example
 * const { checkpoint } = await mlp(2, dense(1)).fit([[0, 1]], [[1]], { epochs: 3 });
 * checkpointFrom(checkpointBytes(checkpoint)).progress.epoch; // 3
 */
export function checkpointFrom(bytes: Uint8Array, path = "checkpoint"): Checkpoint {
  const { tensors, metadata } = readSafetensors(bytes, path);
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
    return (parseJson(text) ?? {}) as Unchecked;
  } catch {
    return {};
  }
}

const isWhole = (progress: Unchecked): progress is Omit<Progress, "history"> =>
  progress.version === 1 &&
  [progress.epoch, progress.step, progress.steps].every(Number.isSafeInteger) &&
  typeof progress.sums === "object" &&
  typeof progress.run === "object";
