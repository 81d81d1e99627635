import type { ReduceKernel } from "../kernel.ts";
import type { Context } from "./context.ts";
import { reduceColumns } from "./reduceColumns.ts";
import { reduceRows } from "./reduceRows.ts";

/** A reduction in the fixed order of lanes: along a row with lanes side by side, else column by column. */
export function reduce(context: Context, kernel: ReduceKernel): void {
  if (kernel.inner === 1) reduceRows(context, kernel);
  else reduceColumns(context, kernel);
}
