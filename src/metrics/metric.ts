import type { ArrayInput } from "../array/ndarray.ts";
import type { Task } from "../data/dataset.ts";

/** One measure of how well outputs match targets: what its file states. */
export interface Metric {
  readonly name: string;
  readonly about: string;
  /** The tasks it is defined for. */
  readonly tasks: readonly Task[];
  readonly better: "higher" | "lower";
  /** NaN where the data leaves it undefined; the function's docstring says when. */
  value(outputs: ArrayInput, targets: ArrayInput): number;
}

/** Metrics of classes apply to two classes and to several. */
export const classification: readonly Task[] = ["binary", "multiclass"];
