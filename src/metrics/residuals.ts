import type { ArrayInput } from "../array/ndarray.ts";
import { counted } from "../base/counted.ts";
import { fail } from "../base/error.ts";
import { asMatrix, column, requireSameRows } from "./matrix.ts";

/** Outputs and targets of one target column. */
export interface Column {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
}

/**
 * Outputs and targets column by column.
 *
 * @throws ChainruleError `shape` where they have not the same rows and columns, `data` for a number that is not finite
 */
export function columnsOf(who: string, outputs: ArrayInput, targets: ArrayInput): Column[] {
  const a = asMatrix(outputs, `${who}, outputs`);
  const y = asMatrix(targets, `${who}, targets`);
  requireSameRows(who, a, y);
  const [width, targetWidth] = [a.shape[1]!, y.shape[1]!];
  if (width !== targetWidth)
    fail("shape", {
      who,
      expected: `${counted(width, "target column")}, one for each output`,
      got: `${targetWidth}`,
    });
  return Array.from({ length: width }, (_, j) => ({ outputs: column(a, j), targets: column(y, j) }));
}

/** The mean of numbers, at least one. */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** The mean over examples and columns of what each error, output - target, costs. */
export const meanCost = (columns: readonly Column[], cost: (error: number) => number): number =>
  mean(columns.map(({ outputs, targets }) => mean(targets.map((y, i) => cost(outputs[i]! - y)))));
