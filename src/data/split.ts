import { RandomState } from "../array/random.ts";
import { fail } from "../base/error.ts";
import type { Dataset } from "./dataset.ts";

export interface SplitOptions {
  /** The share kept for judging, between 0 and 1, or the number of examples. Default 0.2. */
  readonly test?: number;
  /** Seed of the RandomState that chooses. Default 0. */
  readonly seed?: number;
  /** Whether each class keeps its share in both parts. Default true where there are classes. */
  readonly stratify?: boolean;
}

/** Rows of a part, ascending within what was drawn: first the training part, then the one to judge by. */
export interface SplitRows {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * Chooses the rows to keep for judging. One permutation is drawn from `RandomState(seed)`; the test part is its
 * first rows, or with `labels` the first of each class. The classes get their shares rounded down, and the rows
 * still missing go to the classes with the largest remainders that keep an example to train on. Both parts are in the permutation's order.
 *
 * @param m the number of rows
 * @param labels class indices, to keep the classes' shares
 * @throws ChainruleError `usage` where a part would be empty
 *
 * @example
 * splitRows(5, { test: 0.4, seed: 0 }).test.length; // 2
 */
export function splitRows(m: number, options: SplitOptions = {}, labels?: ArrayLike<number>): SplitRows {
  const { test = 0.2, seed = 0 } = options;
  if (m < 2) fail("data", { who: "split", expected: "two examples or more", got: String(m) });
  const size = test >= 1 ? test : Math.round(test * m);
  if (!Number.isInteger(size) || size < 1 || size >= m)
    fail("usage", {
      who: "split",
      expected: `a test part of at least 1 and at most ${m - 1} of ${m} examples, as a share or a count`,
      got: String(test),
    });
  const order = Int32Array.from(new RandomState(seed).permutation(m));
  const quota = labels ? quotas(labels, size) : new Map([[0, size]]);
  const train: number[] = [];
  const kept: number[] = [];
  for (const row of order) {
    const label = labels ? labels[row]! : 0;
    const left = quota.get(label)!;
    (left > 0 ? kept : train).push(row);
    if (left > 0) quota.set(label, left - 1);
  }
  if (kept.length === 0)
    fail("data", { who: "split", expected: "a class with two examples or more", got: "one example a class" });
  return { train: Int32Array.from(train), test: Int32Array.from(kept) };
}

/** How many of each class go to a part of `size` rows: largest remainders, the lower class first among equals. */
function quotas(labels: ArrayLike<number>, size: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) counts.set(labels[i]!, (counts.get(labels[i]!) ?? 0) + 1);
  const shares = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([label, n]) => ({
      label,
      n,
      whole: Math.floor((n * size) / labels.length),
      rest: (n * size) % labels.length,
    }));
  let missing = size - shares.reduce((sum, { whole }) => sum + whole, 0);
  const byRest = shares.filter(({ n, whole }) => whole + 1 < n).sort((a, b) => b.rest - a.rest);
  for (const share of byRest) if (missing-- > 0) share.whole++;
  return new Map(shares.map(({ label, whole }) => [label, whole]));
}

/**
 * The data set with a part kept aside in `test`, chosen by {@link splitRows}; a test part that came with the data
 * is replaced. Classes keep their shares unless `stratify` is false.
 *
 * @throws ChainruleError `usage` where a part would be empty
 *
 * @example
 * const parts = split(planar({ samples: 400 }), { test: 0.25, seed: 1 });
 * parts.x.shape; // [300, 2]
 * parts.test.x.shape; // [100, 2]
 */
export function split(
  dataset: Dataset,
  options: SplitOptions = {},
): Dataset & Required<Pick<Dataset, "test">> {
  const { x, y, task } = dataset;
  const stratify = options.stratify ?? task !== "regression";
  if (stratify && task === "regression")
    fail("usage", { who: "split", expected: "classes to stratify by", got: "a regression data set" });
  const { train, test } = splitRows(x.shape[0]!, options, stratify ? y.data : undefined);
  return { ...dataset, x: x.rows(train), y: y.rows(train), test: { x: x.rows(test), y: y.rows(test) } };
}
