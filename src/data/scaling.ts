import { NDArray } from "../array/ndarray.ts";
import { allocate } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";

/** One shift and one factor a column: `(x - offset) / scale`. Plain data, to be stored with a model. */
export interface Scaling {
  readonly offset: readonly number[];
  readonly scale: readonly number[];
}

/** What a column is measured for: its mean and spread, its range, or nothing. */
export type ScalingKind = "standardize" | "minMax" | "none";

/**
 * Shift and factor for each of `n` columns of row-major numbers. A constant column keeps the factor 1, so that it
 * becomes 0.
 *
 *     standardize   offset = mean, scale = sqrt(mean((x - mean)^2)), as scikit-learn's StandardScaler
 *     minMax        offset = min,  scale = max - min: onto [0, 1]
 */
export function measure(data: ArrayLike<number>, n: number, kind: ScalingKind): Scaling {
  const m = data.length / n;
  if (kind === "none" || m === 0)
    return { offset: new Array<number>(n).fill(0), scale: new Array<number>(n).fill(1) };
  const sum = new Float64Array(n);
  const min = new Float64Array(n).fill(Infinity);
  const max = new Float64Array(n).fill(-Infinity);
  for (let i = 0, j = 0; i < data.length; i++, j = j + 1 === n ? 0 : j + 1) {
    const v = data[i]!;
    sum[j]! += v;
    if (v < min[j]!) min[j] = v;
    if (v > max[j]!) max[j] = v;
  }
  const isConstant = (j: number) => min[j] === max[j];
  const offset = Array.from(min, (low, j) => (kind === "minMax" || isConstant(j) ? low : sum[j]! / m));
  if (kind === "minMax")
    return { offset, scale: Array.from(max, (high, j) => (isConstant(j) ? 1 : high - min[j]!)) };
  const squares = new Float64Array(n);
  for (let i = 0, j = 0; i < data.length; i++, j = j + 1 === n ? 0 : j + 1) {
    const d = data[i]! - offset[j]!;
    squares[j]! += d * d;
  }
  // The squares of tiny differences are 0: such a column is as good as constant.
  const scale = Array.from(squares, (square, j) => (isConstant(j) ? 1 : Math.sqrt(square / m) || 1));
  return { offset, scale };
}

/**
 * The scaling that gives each column of `x` mean 0 and standard deviation 1. Fit it on the training part only,
 * and {@link applyScaling} to every part and to new examples.
 *
 * @param x shape (examples, features)
 *
 * @example
 * standardize(asArray([[1, 5], [3, 5]])); // { offset: [2, 5], scale: [1, 1] }
 */
export const standardize = (x: NDArray): Scaling => scalingOf(x, "standardize");

/** The mean of each column of `x`, shape (examples, features); a constant column's is its number to the bit. */
export function columnMeans(x: NDArray): readonly number[] {
  const [m, n] = matrixShape(x, "columnMeans");
  const { data } = x;
  const sum = new Float64Array(n);
  const varies = new Array<boolean>(n).fill(false);
  for (let start = 0; start < data.length; start += n)
    for (let j = 0; j < n; j++) {
      sum[j]! += data[start + j]!;
      if (data[start + j] !== data[j]) varies[j] = true;
    }
  return Array.from(sum, (total, j) => (varies[j] ? total / m : data[j]!));
}

/**
 * The scaling that puts each column of `x` onto [0, 1].
 *
 * @param x shape (examples, features)
 *
 * @example
 * minMax(asArray([[1], [3], [5]])); // { offset: [1], scale: [4] }
 */
export const minMax = (x: NDArray): Scaling => scalingOf(x, "minMax");

function scalingOf(x: NDArray, kind: "standardize" | "minMax"): Scaling {
  const [, n] = matrixShape(x, kind);
  return measure(x.data, n, kind);
}

/**
 * `(x - offset) / scale` for each column, in the dtype of `x`.
 *
 * @throws ChainruleError `shape` where `x` has not as many columns as the scaling
 *
 * @example
 * applyScaling({ offset: [2], scale: [0.5] }, asArray([[2], [3]])).tolist(); // [[0], [2]]
 */
export function applyScaling(scaling: Scaling, x: NDArray): NDArray {
  return scaled(scaling, x, (v, offset, scale) => (v - offset) / scale);
}

/**
 * `x * scale + offset` for each column: undoes {@link applyScaling}.
 *
 * @example
 * undoScaling({ offset: [2], scale: [0.5] }, asArray([[0], [2]])).tolist(); // [[2], [3]]
 */
export function undoScaling(scaling: Scaling, x: NDArray): NDArray {
  return scaled(scaling, x, (v, offset, scale) => v * scale + offset);
}

function scaled(
  { offset, scale }: Scaling,
  x: NDArray,
  formula: (v: number, offset: number, scale: number) => number,
): NDArray {
  const [m, n] = matrixShape(x, "applyScaling");
  if (n !== offset.length)
    fail("shape", {
      who: "applyScaling",
      expected: `${offset.length} columns, as the scaling was fitted on`,
      got: `shape ${formatShape(x.shape)}`,
    });
  const data = allocate(x.dtype === "float32" ? "float32" : "float64", m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) data[i * n + j] = formula(x.data[i * n + j]!, offset[j]!, scale[j]!);
  return new NDArray(data, x.shape, x.dtype === "float32" ? "float32" : "float64");
}

function matrixShape(x: NDArray, who: string): [number, number] {
  if (x.ndim !== 2)
    fail("shape", { who, expected: "shape (examples, features)", got: `shape ${formatShape(x.shape)}` });
  return x.shape as [number, number];
}
