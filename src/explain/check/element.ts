import type { NDArray } from "../../array/ndarray.ts";
import { indexAt } from "../gradcheck/probe.ts";
import type { Own } from "./case.ts";
import type { Element } from "./verdict.ts";

/** The element that is most wrong, with its place in the learner's own array. */
export function elementOf(own: Own, right: Float64Array): Element | undefined {
  const { numbers, quantity, entry } = own;
  if (!numbers) return undefined;
  let [place, worst] = [0, -1];
  for (const [i, yours] of numbers.entries()) {
    const apart = Math.abs(yours - right[i]!);
    const badness = Number.isNaN(apart) && !Object.is(yours, right[i]) ? Number.POSITIVE_INFINITY : apart;
    if (badness > worst) [place, worst] = [i, badness];
  }
  return {
    index: indexIn(entry.array.shape, quantity.shape, place),
    yours: numbers[place]!,
    right: right[place]!,
  };
}

/** The first place of an array that holds NaN; undefined where none does. */
export function firstNaNOf({ data, shape }: NDArray): readonly number[] | undefined {
  const place = data.findIndex(Number.isNaN);
  return place < 0 ? undefined : indexAt(place, shape);
}

/** The place in an array of another shape, transposed or with other axes of size 1, of the i-th number of a value. */
function indexIn(own: readonly number[], shape: readonly number[], i: number): number[] {
  if (own.length < 2) return own.length === 0 ? [] : [i];
  if (shape.length < 2) return own[0] === 1 ? [0, i] : [i, 0];
  const [row, column] = [Math.floor(i / shape[1]!), i % shape[1]!];
  return own[0] === shape[0] && own[1] === shape[1] ? [row, column] : [column, row];
}
