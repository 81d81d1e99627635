import type { FloatType } from "../base/dtype.ts";

/**
 * ln 2 = high + low to more digits than one number holds. `n * high` is exact for every exponent n, because
 * `high` has only 15 (float32) or 32 (float64) bits. From scripts/minimax.py.
 */
export const ln2: Readonly<Record<FloatType, { readonly high: number; readonly low: number }>> = {
  float32: { high: 0.69314575, low: 1.4286068e-6 },
  float64: { high: 0.6931471803691238, low: 1.9082149292705877e-10 },
};
