import { type Node, topological } from "../../graph/node.ts";
import { isPrinted, type Precision, relativeTolerance, sizeOfLargest, unitOf } from "./precision.ts";
import { compute, type Values } from "./recompute.ts";

/** The learner's numbers for a value, and how they may differ from the right ones. */
export interface Yours {
  readonly numbers: Float64Array;
  readonly precision: Precision;
  /** Of an updated parameter: its numbers before, because it is the change that must be right. */
  readonly before: Float64Array | undefined;
  /** How many times the derivative they may be. */
  readonly factors: readonly number[];
}

/**
 * How far each element may be off: a share of the largest number of the array, and what the last digit of a printed
 * number leaves open.
 *
 * @param slack what the inexactness of the values before it may have made of it
 */
export function toleranceOf(
  { numbers, precision, before }: Yours,
  right: Float64Array,
  slack?: Float64Array,
  relative = relativeTolerance(precision),
): (index: number) => number {
  const moved = before?.length === right.length ? right.map((x, i) => x - before[i]!) : right;
  const last = before
    ? 8 * unitOf(isPrinted(precision) ? { kind: "float64" } : precision, sizeOfLargest(before))
    : 0;
  // Below 2^-14 float16 keeps the same absolute step for every number.
  const smallest = precision.kind === "float16" ? 8 * unitOf(precision, 0) : 0;
  const base = relative * sizeOfLargest(moved) + last + smallest;
  return (i) => base + (slack?.[i] ?? 0) + (isPrinted(precision) ? 1.01 * unitOf(precision, numbers[i]!) : 0);
}

/** Where two arrays differ most beyond the tolerance of each element; undefined where they agree. */
function farthest(
  yours: ArrayLike<number>,
  right: ArrayLike<number>,
  tolerance: (index: number) => number,
): number | undefined {
  let [place, worst]: [number | undefined, number] = [undefined, 0];
  for (let i = 0; i < yours.length; i++) {
    const [a, b] = [yours[i]!, right[i]!];
    if (Object.is(a, b) || a === b) continue;
    const apart = Math.abs(a - b);
    if (apart <= tolerance(i)) continue;
    const excess = Number.isFinite(apart) ? apart : Number.POSITIVE_INFINITY;
    if (place === undefined || excess > worst) [place, worst] = [i, excess];
  }
  return place;
}

/** The factor with which a result gives the learner's numbers; undefined where none does. */
export function factorFor(
  yours: Yours,
  result: Float64Array,
  slack?: Float64Array,
  relative?: number,
): number | undefined {
  if (yours.numbers.length !== result.length) return undefined;
  return yours.factors.find((factor) => {
    const scaled = times(result, factor);
    const loose = slack && times(slack, Math.abs(factor));
    return farthest(yours.numbers, scaled, toleranceOf(yours, scaled, loose, relative)) === undefined;
  });
}

export const times = (values: Float64Array, factor: number): Float64Array =>
  factor === 1 ? values : values.map((x) => factor * x);

/**
 * Rounds of moving every number by half a unit of its last place, up or down. What was printed is off by nearly that
 * much, so that a short sum must be met with all its signs alike.
 */
const rounds = { printed: 12, computed: 3 };

/**
 * How far a value may be off because the values it is computed from are rounded, found by moving them: differences of
 * nearly equal numbers and long sums magnify what rounding has left out.
 */
export function slackOf(
  node: Node,
  values: Values,
  precisions: ReadonlyMap<string, Precision>,
): Float64Array {
  const read = new Set(topological([node]).map(({ name }) => name));
  const [exact] = compute([node], values);
  const slack = new Float64Array(exact!.length);
  let state = 1;
  const sign = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state & 0x10000 ? 1 : -1;
  };
  const printed = [...precisions].some(([name, precision]) => read.has(name) && isPrinted(precision));
  for (let round = 0; round < rounds[printed ? "printed" : "computed"]; round++) {
    const moved = new Map(
      [...values].map(([name, numbers]) => {
        if (!read.has(name)) return [name, numbers] as const;
        const precision = precisions.get(name) ?? { kind: "float64" };
        // Rounding within a computation adds up to more than that of its inputs; printed digits do not.
        const share = isPrinted(precision) ? 1 : 8;
        return [name, numbers.map((x) => x + sign() * share * unitOf(precision, x))] as const;
      }),
    );
    const [other] = compute([node], moved);
    other!.forEach((x, i) => {
      slack[i] = Math.max(slack[i]!, 2 * Math.abs(x - exact![i]!));
    });
  }
  return slack.map((x) => (Number.isFinite(x) ? x : 0));
}
