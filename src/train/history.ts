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

const columns = ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"] as const;

/** The records of a run as columns; a column that no epoch has is left out. */
export function historyOf(records: readonly EpochRecord[]): History {
  const present = columns.filter(
    (column) => column === "loss" || column === "learningRate" || records[0]?.[column] !== undefined,
  );
  return Object.fromEntries(
    present.map((column) => [column, Float64Array.from(records, (record) => record[column] ?? Number.NaN)]),
  ) as unknown as History;
}

/** The records that a history was made of. */
export function recordsOf(history: History): EpochRecord[] {
  return Array.from(
    history.loss,
    (_, i) =>
      Object.fromEntries(
        columns.flatMap((c) => (history[c] ? [[c, history[c][i]]] : [])),
      ) as unknown as EpochRecord,
  );
}
