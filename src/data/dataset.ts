import { NDArray } from "../array/ndarray.ts";

/** What a target asks for: one of two classes, one of several, or numbers. */
export type Task = "binary" | "multiclass" | "regression";

/** Examples and their targets, one example a row. */
export interface Examples {
  /** Inputs, shape (examples, features), float64; float32 for pictures. */
  readonly x: NDArray;
  /**
   * Targets. For `binary` and `multiclass`: class indices, int32, shape (examples, 1).
   * For `regression`: numbers, float64, shape (examples, targets).
   */
  readonly y: NDArray;
}

/**
 * Data that a network can learn from: plain, complete and finite. Generators and readers both end in one;
 * `fit`, `evaluate`, the plots and the exports start from one.
 */
export interface Dataset extends Examples {
  readonly name: string;
  readonly task: Task;
  /** A name for each column of `x`. */
  readonly features: readonly string[];
  /** A name for each column of `y`. */
  readonly targets: readonly string[];
  /** The names of the classes in order of their index; absent for regression. */
  readonly classes?: readonly string[];
  /** The part kept for judging, where the data comes with one or {@link split} made one. */
  readonly test?: Examples;
}

/** `x1`, `x2`, ...: names for columns that have none. */
export const numbered = (prefix: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${prefix}${i + 1}`);

/**
 * A data set of `classes.length` classes from the coordinates of its points, row after row.
 *
 * @param x coordinates, row-major, `labels.length` rows
 */
export function labeled(
  name: string,
  x: Float64Array,
  labels: ArrayLike<number>,
  classes: readonly string[],
): Dataset {
  const m = labels.length;
  const n = x.length / m;
  return {
    name,
    task: classes.length === 2 ? "binary" : "multiclass",
    x: new NDArray(x, [m, n], "float64"),
    y: new NDArray(Int32Array.from(labels), [m, 1], "int32"),
    features: numbered("x", n),
    targets: ["class"],
    classes,
  };
}

/** A regression data set with one target from the coordinates of its points, row after row. */
export function measured(name: string, x: Float64Array, y: Float64Array): Dataset {
  const m = y.length;
  const n = x.length / m;
  return {
    name,
    task: "regression",
    x: new NDArray(x, [m, n], "float64"),
    y: new NDArray(y, [m, 1], "float64"),
    features: numbered("x", n),
    targets: ["y"],
  };
}
