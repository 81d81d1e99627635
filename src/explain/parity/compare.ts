import type { FloatType } from "../../base/dtype.ts";
import type { Shape } from "../../base/shape.ts";
import type { Rounded } from "./rounding.ts";

/** What a compared tensor is: it says which conventions can have made it. */
export type Kind = "forward" | "loss" | "gradient" | "statistic" | "weight";

/** A recorded tensor beside the one that is replayed. */
export interface Compared {
  readonly kind: Kind;
  readonly name: string;
  readonly step: number;
  /** How many tensors were compared before it. */
  readonly place: number;
  readonly shape: Shape;
  readonly recorded: ArrayLike<number>;
  readonly replayed: ArrayLike<number>;
  /** For each element, how far rounding may take it. */
  readonly bound: Float64Array;
  readonly agrees: boolean;
}

/** So much more than the analysis says; it follows first-order effects, and its sums hold with probability. */
const safety = 8;
/** Smaller numbers are flushed to 0 by some machines. */
const smallest = { float32: 1e-37, float64: 1e-300 } as const;

/** How many times further apart two numbers are than rounding explains; where it explains anything, 0. */
export function excessOf(recorded: number, replayed: number, bound: number): number {
  if (Object.is(recorded, replayed)) return 0;
  if (Number.isNaN(recorded) !== Number.isNaN(replayed)) return Number.POSITIVE_INFINITY;
  if (!Number.isFinite(bound)) return 0;
  const apart = Math.abs(recorded - replayed);
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart / bound;
}

/** How closely numbers are compared. */
export interface Closeness {
  readonly dtype: FloatType;
  /** Half the distance from 1 to the next number. */
  readonly unit: number;
  /** A difference that counts as none, relative to the largest number of a tensor. */
  readonly tolerance: number;
}

/** Recorded numbers beside replayed ones: as far apart as rounding explains, or further. */
export function beside(
  recorded: ArrayLike<number>,
  { value, error }: Rounded,
  { dtype, unit, tolerance }: Closeness,
): Pick<Compared, "replayed" | "bound" | "agrees"> {
  let largest = 0;
  for (let i = 0; i < recorded.length; i++) largest = Math.max(largest, Math.abs(recorded[i]!) || 0);
  const floor = tolerance * largest + smallest[dtype];
  const bound = error.map((e, i) => safety * (e + unit * Math.abs(value[i]!)) + floor);
  const agrees = bound.every((most, i) => excessOf(recorded[i]!, value[i]!, most) <= 1);
  return { replayed: value, bound, agrees };
}
