import type { FloatType } from "../base/dtype.ts";
import type { Scalars } from "./algebra.ts";
import { ln2 } from "./ln2.ts";
import { elementwise } from "./op.ts";
import { polynomial } from "./polynomial.ts";

interface Constants {
  /** The least normal number, and the power of two that makes every subnormal number a normal one. */
  readonly least: number;
  readonly lift: number;
  /** log(1 + f) = s (2 + s^2 R(s^2)) with s = f / (2 + f), sqrt(1/2) <= 1 + f < sqrt(2), from scripts/minimax.py. */
  readonly r: readonly number[];
}

const constants: Readonly<Record<FloatType, Constants>> = {
  // Relative error 2^-30.2.
  float32: {
    least: 2 ** -126,
    lift: 24,
    r: [0.66666776, 0.39977583, 0.29870796],
  },
  // Relative error 2^-59.5.
  float64: {
    least: 2 ** -1022,
    lift: 54,
    r: [
      0.6666666666666734, 0.3999999999941663, 0.28571428742030514, 0.22222198604901625, 0.18183562853774807,
      0.15314084921714735, 0.1479563112616083,
    ],
  },
};

/** The n that brings `x / 2^n` between sqrt(1/2) and sqrt(2), for a normal x. */
export const nearestExponent = <T>(k: Scalars<T>, x: T): T => k.exponent(k.mul(x, k.constant(Math.SQRT2)));

/** log(2^n (1 + f)) for sqrt(1/2) <= 1 + f < sqrt(2); after fdlibm's e_log.c (Sun Microsystems 1993). */
export function logOfParts<T>(k: Scalars<T>, n: T, f: T): T {
  const { high, low } = ln2[k.dtype];
  const s = k.div(f, k.add(k.constant(2), f));
  const z = k.mul(s, s);
  const rest = k.mul(s, k.sub(f, k.mul(z, polynomial(k, z, constants[k.dtype].r))));
  return k.add(k.mul(n, k.constant(high)), k.sub(f, k.sub(rest, k.mul(n, k.constant(low)))));
}

/** The logarithm of `x` that is `finite` between 0 and infinity: -infinity at 0, NaN below and for NaN. */
export function logEverywhere<T>(k: Scalars<T>, x: T, finite: T): T {
  const infinity = k.constant(Number.POSITIVE_INFINITY);
  const atZero = k.select(k.equal(x, k.zero), k.neg(infinity), k.constant(Number.NaN));
  return k.select(k.less(k.zero, x), k.select(k.less(x, infinity), finite, x), atZero);
}

/**
 * The natural logarithm.
 * float32: 32 operations, one a division, at most 0.96 ulp off (z = 0.7065256); float64: 41, 0.90 ulp (z = 1.271448).
 */
export const log = elementwise({
  name: "log",
  args: ["z"],
  value: (k, z) => {
    const { least, lift } = constants[k.dtype];
    const subnormal = k.less(z, k.constant(least));
    const x = k.select(subnormal, k.mul(z, k.constant(2 ** lift)), z);
    const n = nearestExponent(k, x);
    const f = k.sub(k.scale(x, k.neg(n)), k.one);
    const lifted = k.select(subnormal, k.constant(lift), k.zero);
    return logEverywhere(k, z, logOfParts(k, k.sub(n, lifted), f));
  },
  derivative: (k, g, [z]) => [k.div(g, z)],
  formula: { text: "log({z})", latex: "\\ln {z}", numpy: "np.log({z})" },
});
