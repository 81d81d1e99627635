import { NDArray } from "../../array/ndarray.ts";
import type { TypedArray } from "../../base/dtype.ts";
import type { Moment } from "./moment.ts";

/**
 * The same moment with every number that is given (data, weights, memories) rounded to so many significant digits: what
 * follows is computed from what a person reads.
 */
export function rounded(moment: Moment, digits: number): Moment {
  const { plan, arrays } = moment;
  const { x, y } = plan.training;
  const round = (values: TypedArray): TypedArray => values.map((value) => toDigits(value, digits));
  const array = ({ data, shape, dtype }: NDArray) => new NDArray(round(data), shape, dtype);
  // Labels are numbers of classes: rounding would name another.
  const data = y.kind.kind === "labels" ? y.data : array(y.data);
  return {
    ...moment,
    plan: { ...plan, training: { x: array(x), y: { ...y, data } } },
    arrays: new Map([...arrays].map(([name, values]) => [name, round(values)])),
  };
}

/**
 * A number to so many significant digits.
 *
 * @example
 * toDigits(0.0123456, 2); // 0.012
 */
export const toDigits = (value: number, digits: number): number =>
  Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
