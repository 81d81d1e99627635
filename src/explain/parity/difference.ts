import { type Compared, excessOf } from "./compare.ts";

/** A tensor that differs. */
export interface Difference {
  readonly name: string;
  readonly step: number;
  readonly shape: readonly number[];
  /** Where it differs most, for what rounding allows there. */
  readonly index: readonly number[];
  readonly recorded: number;
  readonly replayed: number;
  /** The largest difference, relative to the largest number of the tensor. */
  readonly error: number;
  /** How many elements differ by more than rounding. */
  readonly count: number;
  /** Recorded over replayed, where that is the same number for all elements that differ. */
  readonly ratio?: number;
}

/** Whether rounding alone can have made a tensor, as the gradient of a bias before a normalization: it is 0. */
export const isNoise = ({ replayed, bound }: Compared): boolean =>
  replayed.length > 0 && Array.from(replayed).every((x, i) => !(Math.abs(x) > bound[i]!));

/** Two ratios are the same up to this. */
const sameRatio = 1e-3;

/** What there is to say of a tensor: the element that is furthest off, and how many are off. */
export function differenceOf({ name, step, shape, recorded, replayed, bound }: Compared): Difference {
  let [at, worst, largest, apart, count] = [0, -1, 0, 0, 0];
  const ratios: number[] = [];
  for (let i = 0; i < recorded.length; i++) {
    const [a, b] = [recorded[i]!, replayed[i]!];
    const off = Object.is(a, b) ? 0 : Math.abs(a - b);
    largest = Math.max(largest, Math.abs(a) || 0, Math.abs(b) || 0);
    apart = Math.max(apart, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off);
    const excess = excessOf(a, b, bound[i]!);
    if (excess > 1) {
      count++;
      ratios.push(a / b);
    }
    if (excess > worst) [at, worst] = [i, excess];
  }
  const same = ratios.length > 1 && ratios.every((one) => Math.abs(one / ratios[0]! - 1) < sameRatio);
  return {
    name,
    step,
    shape,
    index: shape.map(
      (_, axis) => Math.floor(at / shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % shape[axis]!,
    ),
    recorded: recorded[at] ?? Number.NaN,
    replayed: replayed[at] ?? Number.NaN,
    error: apart === 0 ? 0 : apart / largest,
    count,
    ...(same && { ratio: ratios[0]! }),
  };
}
