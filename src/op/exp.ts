import type { FloatType } from "../base/dtype.ts";
import type { Scalars } from "./algebra.ts";
import { ln2 } from "./ln2.ts";
import { elementwise } from "./op.ts";
import { polynomial } from "./polynomial.ts";

interface Constants {
  /** Below `zero` the exponential rounds to 0, above `infinity` to infinity: arguments are held between them. */
  readonly zero: number;
  readonly infinity: number;
  /** exp(r) = 1 + r + r^2 Q(r) for |r| <= ln(2) / 2, from scripts/minimax.py. */
  readonly q: readonly number[];
}

const constants: Readonly<Record<FloatType, Constants>> = {
  // Relative error 2^-28.2.
  float32: {
    zero: -104,
    infinity: 89,
    q: [0.49999994, 0.16666517, 0.041668102, 0.008369181, 0.0013838534],
  },
  // Relative error 2^-57.9.
  float64: {
    zero: -746,
    infinity: 710,
    q: [
      0.5000000000000011, 0.16666666666666435, 0.04166666666652573, 0.008333333333475653,
      0.001388888894489257, 0.00019841269556112714, 2.4801491701145774e-5, 2.755753446051346e-6,
      2.7630775647606145e-7, 2.5018865207596937e-8,
    ],
  },
};

/**
 * The parts of exp(x) = 2^n (1 + s): an integer n, and s between -0.3 and 0.42 (Cody & Waite 1980, chapter 6).
 * `x` lies between the limits of {@link atLeastZero} and {@link atMostInfinity}.
 */
export function expParts<T>(k: Scalars<T>, x: T): { readonly n: T; readonly s: T } {
  const { high, low } = ln2[k.dtype];
  const n = k.floor(k.add(k.mul(x, k.constant(Math.LOG2E)), k.constant(0.5)));
  const r = k.sub(k.sub(x, k.mul(n, k.constant(high))), k.mul(n, k.constant(low)));
  const s = k.add(r, k.mul(k.mul(r, r), polynomial(k, r, constants[k.dtype].q)));
  return { n, s };
}

/** `x`, but not so low that exp(x) would need an exponent out of reach: there exp is 0 all the same. */
const atLeastZero = <T>(k: Scalars<T>, x: T): T => k.maximum(x, k.constant(constants[k.dtype].zero));

/** `x`, but not so high that exp(x) would need an exponent out of reach: there exp is infinite all the same. */
export const atMostInfinity = <T>(k: Scalars<T>, x: T): T =>
  k.minimum(x, k.constant(constants[k.dtype].infinity));

/** exp(x) for x that is nowhere positive: one operation less than `k.exp`. */
export function expOfNegative<T>(k: Scalars<T>, x: T): T {
  const { n, s } = expParts(k, atLeastZero(k, x));
  return k.scale(k.add(k.one, s), n);
}

/**
 * The exponential e^z.
 * float32: 22 operations, at most 0.99 ulp off (z = -5.856173); float64: 32, 0.97 ulp (z = 3.865932).
 */
export const exp = elementwise({
  name: "exp",
  args: ["z"],
  value: (k, z) => expOfNegative(k, atMostInfinity(k, z)),
  derivative: (k, g, _, a) => [k.mul(g, a)],
  formula: { text: "exp({z})", latex: "e^{{z}}", numpy: "np.exp({z})" },
});
