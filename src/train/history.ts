/** What one epoch gave. Means over the epoch's examples, each batch as it was before its update. */
export interface EpochRecord {
  readonly loss: number;
  /** Share of examples classified right, 0 to 1; absent for a regression. */
  readonly accuracy?: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  readonly learningRate: number;
}

/** One value an epoch for each thing that was measured. */
export interface History {
  readonly loss: Float64Array;
  readonly accuracy?: Float64Array;
  readonly validationLoss?: Float64Array;
  readonly validationAccuracy?: Float64Array;
  readonly learningRate: Float64Array;
}

/** The epochs of a run so far. Column by column: a run of many short epochs makes no object for each. */
export interface Records {
  /** Epochs recorded. */
  length(): number;
  /** Adds one value an epoch to each column that is given. */
  extend(values: { readonly [K in Column]?: ArrayLike<number> }): void;
  /** The record of an epoch, counted from 0. */
  at(epoch: number): EpochRecord;
  /** A copy of the columns; one that no epoch has is left out. */
  history(): History;
}

const columns = ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"] as const;
type Column = (typeof columns)[number];

/** Records that go on from a history, or begin. */
export function recordsFrom(start: { readonly [K in Column]?: ArrayLike<number> } = {}): Records {
  const lists = new Map(columns.map((column) => [column, growing()]));
  const measured = () =>
    [...lists].filter(
      ([column, { length }]) => length() > 0 || column === "loss" || column === "learningRate",
    );
  const records: Records = {
    length: lists.get("loss")!.length,
    extend(values) {
      for (const [column, list] of lists) if (values[column]) list.append(values[column]);
    },
    at: (epoch) =>
      Object.fromEntries(measured().map(([column, { at }]) => [column, at(epoch)])) as unknown as EpochRecord,
    history: () =>
      Object.fromEntries(measured().map(([column, { copy }]) => [column, copy()])) as unknown as History,
  };
  records.extend(start);
  return records;
}

/** A list of numbers in memory that doubles when it is full: a tenth of the time of an array that is pushed to. */
function growing() {
  let data = new Float64Array(64);
  let length = 0;
  return {
    length: () => length,
    at: (i: number): number => data[i]!,
    append(more: ArrayLike<number>): void {
      if (length + more.length > data.length) {
        const larger = new Float64Array(2 * (length + more.length));
        larger.set(data.subarray(0, length));
        data = larger;
      }
      data.set(more, length);
      length += more.length;
    },
    copy: (): Float64Array => data.slice(0, length),
  };
}
