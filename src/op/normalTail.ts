import type { FloatType } from "../base/dtype.ts";
import type { Scalars } from "./algebra.ts";
import { expOfNegative } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

interface Constants {
  /**
   * The tail at a is exp(-a^2 / 2) u P(u - 1/2) with u = shift / (a + shift), a form in which one polynomial serves
   * from a = 0 to where the tail is 0; from scripts/minimax.py.
   */
  readonly shift: number;
  readonly p: readonly number[];
}

const constants: Readonly<Record<FloatType, Constants>> = {
  // Relative error 2^-25.0 (1 + a^2).
  float32: {
    shift: 2.5,
    p: [
      0.28266266, 0.34695485, 0.21117622, -0.029650932, -0.10452402, 0.021884862, 0.057966437, -0.036435988,
    ],
  },
  // Relative error 2^-54.6 (1 + a^2).
  float64: {
    shift: 5,
    p: [
      0.1538386099500126, 0.26615300115602336, 0.3962444927759558, 0.5016530506739763, 0.5280651717506742,
      0.4423592877148486, 0.26617685460609997, 0.07663044653635782, -0.040850897357514494,
      -0.055797724885820854, -0.012160441103790724, 0.02038429935290836, 0.01366778166437126,
      -0.006541201582512993, -0.00907793866515216, 0.002341391129524338, 0.00557331368778442,
      -0.0015900732465633511, -0.0027130226911850582, 0.0014913295363623582,
    ],
  },
};

/**
 * How likely a standard normal number exceeds `a`, for a >= 0: erfc(a / sqrt(2)) / 2, without the cancellation of
 * 1 - erf. Rounding a^2 / 2 costs about that many ulp.
 */
export function normalTail<T>(k: Scalars<T>, a: T): T {
  const { shift, p } = constants[k.dtype];
  const e = expOfNegative(k, k.mul(k.mul(a, k.constant(-0.5)), a));
  const u = k.div(k.constant(shift), k.add(a, k.constant(shift)));
  return k.mul(e, k.mul(u, polynomial(k, k.sub(u, k.constant(0.5)), p)));
}
