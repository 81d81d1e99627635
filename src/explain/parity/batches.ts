import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape } from "../../base/shape.ts";
import type { Recording } from "./recording.ts";

/** The examples of a step, in float64. */
export interface Batch {
  readonly examples: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Which examples each step sees. */
export interface Batches {
  /** @param dropLast whether a batch that is not full is left out, where batches follow from their size */
  at(step: number, dropLast: boolean): Batch;
  /** Examples of the largest batch. */
  readonly largest: number;
  /** Whether the last batch of a pass over the data is a short one that nobody recorded. */
  readonly short: boolean;
}

/**
 * The batches of a recording: `x_k` and `y_k`, or the rows `batch_k` of `x` and `y`, or so many rows after another.
 *
 * @throws ChainruleError `data` for a step without examples or an index that is none, `shape` for inputs or targets of
 *   another size than the network's
 */
export function batchesOf(
  recording: Recording,
  features: number,
  outputs: number,
  size: number | undefined,
): Batches {
  const [x, y] = [recording.whole("x"), recording.whole("y")];
  const inputs = x && inputsOf(x, features, "x");
  const targets = y && targetsOf(y, outputs, "y");
  const count = inputs && inputs.length / features;
  if (count !== undefined && targets && targets.length / outputs !== count)
    fail("shape", {
      who: "parity, y",
      expected: `a target for each of ${count} examples`,
      got: `${targets.length / outputs}`,
    });
  const recorded = recording.has("batch");
  const sizes = Array.from(
    { length: recording.steps },
    (_, k) => recording.at("batch", k + 1)?.size ?? recording.at("x", k + 1)?.shape[0],
  );
  const known = sizes.filter((one) => one !== undefined);
  const width = size ?? count ?? 0;
  return {
    largest: known.length > 0 ? Math.max(...known) : Math.min(width, count ?? width),
    short: !recorded && known.length === 0 && count !== undefined && count > width && count % width > 0,
    at(step, dropLast) {
      const [ownX, ownY] = [recording.at("x", step), recording.at("y", step)];
      if (ownX && ownY) {
        const [a, b] = [inputsOf(ownX, features, `x_${step}`), targetsOf(ownY, outputs, `y_${step}`)];
        if (a.length / features !== b.length / outputs)
          fail("shape", {
            who: `parity, y_${step}`,
            expected: `${a.length / features} targets`,
            got: `${b.length / outputs}`,
          });
        return { examples: a.length / features, x: a, y: b };
      }
      if (!inputs || !targets || count === undefined)
        return fail("data", {
          who: "parity",
          expected: `x and y, or x_${step} and y_${step}`,
          got: "neither",
          fix: "Record the inputs and the targets.",
        });
      const rows = recorded
        ? indicesOf(recording, step, count)
        : following(step, count, Math.min(width, count), dropLast);
      return { examples: rows.length, x: pick(inputs, rows, features), y: pick(targets, rows, outputs) };
    },
  };
}

function indicesOf(recording: Recording, step: number, count: number): Int32Array {
  const given = recording.at("batch", step);
  if (!given)
    return fail("data", {
      who: "parity",
      expected: `batch_${step}, the rows of step ${step}`,
      got: "none, but those of other steps",
    });
  // More would let a small file ask for much memory.
  if (given.size > count)
    fail("data", {
      who: `parity, batch_${step}`,
      expected: `at most ${count} rows`,
      got: String(given.size),
    });
  const bad = given.data.findIndex((row) => !Number.isInteger(row) || row < 0 || row >= count);
  if (bad >= 0 || given.size === 0)
    fail("data", {
      who: `parity, batch_${step}`,
      expected: `rows from 0 to ${count - 1}`,
      got: given.size === 0 ? "none" : String(given.data[bad]),
    });
  return Int32Array.from(given.data);
}

/** The rows of a step where batches are taken in the given order. */
function following(step: number, count: number, size: number, dropLast: boolean): Int32Array {
  const perPass = dropLast ? Math.floor(count / size) : Math.ceil(count / size);
  const start = ((step - 1) % perPass) * size;
  return Int32Array.from({ length: Math.min(size, count - start) }, (_, i) => start + i);
}

function pick(all: Float64Array, rows: Int32Array, width: number): Float64Array {
  const picked = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) picked.set(all.subarray(row * width, (row + 1) * width), i * width);
  return picked;
}

function inputsOf({ data, shape }: NDArray, features: number, who: string): Float64Array {
  const isList = shape.length === 1 && features === 1;
  if (!isList && (shape.length !== 2 || shape[1] !== features))
    fail("shape", {
      who: `parity, ${who}`,
      expected: `examples of ${features} inputs, one a row`,
      got: `shape ${formatShape(shape)}`,
    });
  return Float64Array.from(data);
}

/** Targets as wide as the output: class numbers become rows of 0 and 1. */
function targetsOf({ data, shape }: NDArray, outputs: number, who: string): Float64Array {
  const width = shape.length === 2 ? shape[1]! : 1;
  if (shape.length > 2 || (width !== outputs && width !== 1))
    fail("shape", {
      who: `parity, ${who}`,
      expected: `targets of ${outputs} outputs, or class numbers`,
      got: `shape ${formatShape(shape)}`,
    });
  if (width === outputs) return Float64Array.from(data);
  const result = new Float64Array(data.length * outputs);
  for (const [row, label] of data.entries()) {
    if (!Number.isInteger(label) || label < 0 || label >= outputs)
      fail("data", {
        who: `parity, ${who}`,
        expected: `class numbers from 0 to ${outputs - 1}`,
        got: `${label} in row ${row}`,
      });
    result[row * outputs + label] = 1;
  }
  return result;
}
