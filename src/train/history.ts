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
  push(record: EpochRecord): void;
  /** Adds what validation gave to the last epoch. */
  amend(more: Pick<EpochRecord, "validationLoss" | "validationAccuracy">): void;
  /** The record of an epoch, counted from 0. */
  at(epoch: number): EpochRecord;
  /** A copy of the columns; one that no epoch has is left out. */
  history(): History;
}

const columns = ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"] as const;
type Column = (typeof columns)[number];

/** Records that go on from a history, or begin. */
export function recordsFrom(start?: History): Records {
  const values = new Map<Column, number[]>(columns.map((column) => [column, [...(start?.[column] ?? [])]]));
  const add = (record: Partial<EpochRecord>) => {
    for (const [column, list] of values) {
      const value = record[column];
      if (value !== undefined) list.push(value);
    }
  };
  const measured = () =>
    [...values].filter(([column, list]) => list.length > 0 || column === "loss" || column === "learningRate");
  return {
    length: () => values.get("loss")!.length,
    push: add,
    amend: add,
    at: (epoch) =>
      Object.fromEntries(
        measured().map(([column, list]) => [column, list[epoch]!]),
      ) as unknown as EpochRecord,
    history: () =>
      Object.fromEntries(
        measured().map(([column, list]) => [column, Float64Array.from(list)]),
      ) as unknown as History,
  };
}
