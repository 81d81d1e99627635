import type { History, Records } from "../../src/train/history.ts";

/** What each epoch of a run gave; it can be rewritten from any epoch on, as a replay does. */
export interface Course {
  /** Epochs known, also those ahead of a run that was taken back. */
  length(): number;
  /** Forgets the epochs from there on. */
  cut(length: number): void;
  /** Copies of the values from an epoch on; no accuracy for a regression. */
  from(epoch: number): { readonly loss: Float64Array; readonly accuracy: Float64Array };
  at(epoch: number): { readonly loss: number; readonly accuracy: number | undefined };
  /** Where training records the epochs that follow `epoch()`. */
  records(epoch: () => number): Records;
}

const columns = ["loss", "accuracy", "learningRate"] as const;
type Column = (typeof columns)[number];

/** @param most epochs that the run can have */
export function courseOf(most: number): Course {
  const data = Object.fromEntries(columns.map((column) => [column, new Float64Array(1024)])) as Record<
    Column,
    Float64Array<ArrayBuffer>
  >;
  let length = 0;
  let classifies = false;

  function put(first: number, column: Column, values: ArrayLike<number>): void {
    const end = first + values.length;
    if (end > data[column].length) {
      const larger = new Float64Array(Math.max(end, Math.min(2 * end, most)));
      larger.set(data[column]);
      data[column] = larger;
    }
    data[column].set(values, first);
    length = Math.max(length, end);
    if (column === "accuracy" && values.length > 0) classifies = true;
  }

  const at = (epoch: number) => ({
    loss: data.loss[epoch]!,
    accuracy: classifies ? data.accuracy[epoch] : undefined,
  });
  const history = (to: number): History => ({
    loss: data.loss.slice(0, to),
    ...(classifies && { accuracy: data.accuracy.slice(0, to) }),
    learningRate: data.learningRate.slice(0, to),
  });

  return {
    length: () => length,
    cut: (to) => {
      length = Math.min(length, to);
    },
    from: (epoch) => ({
      loss: data.loss.slice(epoch, length),
      accuracy: classifies ? data.accuracy.slice(epoch, length) : new Float64Array(0),
    }),
    at,
    records: (epoch) => ({
      length: epoch,
      extend(values) {
        for (const column of columns) if (values[column]) put(epoch(), column, values[column]);
      },
      at: (index) => {
        const { loss, accuracy } = at(index);
        return {
          loss,
          ...(accuracy !== undefined && { accuracy }),
          learningRate: data.learningRate[index]!,
        };
      },
      history: () => history(epoch()),
    }),
  };
}
