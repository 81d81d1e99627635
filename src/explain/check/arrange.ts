import type { NDArray } from "../../array/ndarray.ts";
import { type Shape, sameShape } from "../../base/shape.ts";
import type { Quantity } from "./picture.ts";

/** Whether an example is a row of its matrix or a column; for weights, whether a row belongs to an input or to a unit. */
export type Side = "rows" | "columns";

/** How the matrices of a file lie. Texts that have examples as columns have a unit's weights in a row. */
export interface Orientation {
  readonly data: Side;
  readonly weights: Side;
}

/** Which of the two a value is turned with. */
export const turnedWith = ({ role, name, shape }: Quantity): keyof Orientation =>
  role === "forward" ||
  role === "error" ||
  role === "loss" ||
  name === "X" ||
  name === "Y" ||
  shape.length < 2
    ? "data"
    : "weights";

/** The ways in which an array can be a value of some shape: as it is, or transposed. */
export function fits({ shape: own }: NDArray, wanted: Shape): readonly Side[] {
  if (wanted.length === 0) return own.every((d) => d === 1) ? ["rows", "columns"] : [];
  if (wanted.length === 1) {
    const [n] = wanted as [number];
    if (sameShape(own, [n]) || (n === 1 && own.length === 0)) return ["rows", "columns"];
    if (sameShape(own, [1, n])) return n === 1 ? ["rows", "columns"] : ["rows"];
    return sameShape(own, [n, 1]) ? ["columns"] : [];
  }
  const [m, n] = wanted as [number, number];
  if (own.length < 2) {
    const isLine = (m === 1 || n === 1) && (own[0] ?? 1) === m * n;
    return isLine ? ["rows", "columns"] : [];
  }
  const sides: Side[] = [];
  if (sameShape(own, wanted)) sides.push("rows");
  if (sameShape(own, [n, m])) sides.push("columns");
  return sides;
}

/** The numbers of an array as a value of some shape, with one example a row. */
export function turned({ data, shape }: NDArray, wanted: Shape, side: Side): Float64Array {
  const [m, n] = wanted;
  const asIs = side === "rows" || wanted.length < 2 || shape.length < 2 || m === 1 || n === 1;
  if (asIs) return Float64Array.from(data);
  const result = new Float64Array(data.length);
  for (let i = 0; i < m!; i++) for (let j = 0; j < n!; j++) result[i * n! + j] = data[j * m! + i]!;
  return result;
}

/** Arrays that can lie in one way only say how the others lie; where none does, both ways are possible. */
export function orientations(arrays: Iterable<readonly [Quantity, NDArray]>): readonly Orientation[] {
  const votes = { data: { rows: 0, columns: 0 }, weights: { rows: 0, columns: 0 } };
  const open = { data: false, weights: false };
  for (const [quantity, array] of arrays) {
    const kind = turnedWith(quantity);
    const sides = fits(array, quantity.shape);
    if (sides.length === 1) votes[kind][sides[0]!]++;
    // A list, or a single column, is the same either way.
    if (sides.length === 2 && quantity.shape.length === 2 && array.shape.length === 2)
      open[kind] ||= Math.min(...quantity.shape) > 1;
  }
  const ways = (kind: keyof Orientation): readonly Side[] => {
    const { rows, columns } = votes[kind];
    if (rows !== columns) return rows > columns ? ["rows"] : ["columns"];
    return open[kind] || rows > 0 ? ["rows", "columns"] : [];
  };
  const [data, weights] = [ways("data"), ways("weights")];
  const pairs = (data.length > 0 ? data : weights.length > 0 ? weights : (["rows"] as const)).flatMap((d) =>
    (weights.length > 0 ? weights : [d]).map((w) => ({ data: d, weights: w })),
  );
  // Both turned alike comes first: that is how texts have it.
  return pairs.toSorted((a, b) => Number(a.data !== a.weights) - Number(b.data !== b.weights));
}
