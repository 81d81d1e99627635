import type { Moved, Probe } from "./probe.ts";

/** How one analytic derivative compares with differences. */
export interface Comparison {
  readonly analytic: number;
  /** The central difference, of two step sizes put together. */
  readonly numeric: number;
  /** The central difference of each step, the longer one first: how they differ shows how smooth the loss is here. */
  readonly differences: readonly { readonly step: number; readonly value: number }[];
  /** |analytic - numeric| over the larger of the two, or over a million times what rounding can do where that is more. */
  readonly error: number;
  readonly verdict: "passed" | "failed" | "kink";
  /** For a kink, where it is. */
  readonly kink?: string;
}

/** The longer step, for a number of size 1: long enough that rounding costs the difference no more than 1e-12. */
const longStep = 16 * Math.cbrt(Number.EPSILON);

/** A derivative so small that rounding alone could be more than this share of it is compared by what rounding can do. */
const comparable = 1e-6;

/** How much shorter the steps become to get out of the way of a kink, and how often. */
const shorter = 1 / 16;
const tries = 4;

/**
 * Compares a derivative with central differences `(f(x + h) - f(x - h)) / 2h` for a step h and half of it. By
 * Richardson (1911) `(4 D(h/2) - D(h)) / 3` is off by h^4 times a fifth derivative and not by h^2 times a third.
 * Near a kink the steps become shorter; where even the shortest one crosses it, there is no slope to compare with.
 *
 * @param value of the element
 * @param tolerance the largest relative error that passes
 */
export function compare(analytic: number, value: number, probe: Probe, tolerance: number): Comparison {
  const ends = (h: number) => [probe(h), probe(-h)] as const;
  let step = longStep * Math.max(1, Math.abs(value));
  let far = ends(step);
  const kinkIn = (moved: readonly Moved[]) => moved.find(({ kink }) => kink !== undefined)?.kink;
  for (let i = 1; kinkIn(far) !== undefined && i < tries; i++) {
    step *= shorter;
    far = ends(step);
  }
  const kink = kinkIn(far);
  const differences = [
    { h: step, at: far },
    { h: step / 2, at: ends(step / 2) },
  ].map(({ h, at: [above, below] }) => ({
    step: h,
    value: (above.value - below.value) / (2 * h),
    size: Math.max(Math.abs(above.value), Math.abs(below.value)),
  }));
  const [long, short] = differences as [(typeof differences)[0], (typeof differences)[0]];
  const numeric = (4 * short.value - long.value) / 3;
  // A loss of this size is rounded by about this much, and the difference by that much over the step.
  const rounding = (8 * Number.EPSILON * Math.max(long.size, short.size)) / short.step;
  const apart = Math.abs(analytic - numeric);
  const error =
    apart === 0 ? 0 : apart / Math.max(Math.abs(analytic), Math.abs(numeric), rounding / comparable);
  return {
    analytic,
    numeric,
    differences: differences.map(({ step, value }) => ({ step, value })),
    error,
    verdict: kink !== undefined ? "kink" : error <= tolerance ? "passed" : "failed",
    ...(kink !== undefined && { kink }),
  };
}
