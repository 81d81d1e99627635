import type { FloatType } from "../base/dtype.ts";
import type { Scalars } from "./algebra.ts";
import { expOfNegative } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

interface Constants {
  /** The upper tail at a is exp(-a^2 / 2) P(u - 1/2) / (a + shift), u = shift / (a + shift). */
  readonly shift: number;
  readonly p: readonly number[];
}

const constants: Readonly<Record<FloatType, Constants>> = {
  float32: {
    shift: 2.5,
    p: [0.70665765, 0.8673865, 0.52793556, -0.07408148, -0.26130834, 0.05422841, 0.14575529, -0.091375224],
  },
  float64: {
    shift: 5,
    p: [
      0.7691930497500631, 1.3307650057801148, 1.981222463879742, 2.5082652533704466, 2.640325858759328,
      2.211796438530286, 1.3308842727366632, 0.38315223443363383, -0.2042544804404644, -0.27898866426366026,
      -0.060802265224098366, 0.1019220204184029, 0.06833896464495645, -0.03270985239975048,
      -0.045386417219947836, 0.011720798749945601, 0.027843102760457348, -0.007963318669236661,
      -0.013514156223970543, 0.0074268114388269975,
    ],
  },
};

/** How likely a standard normal number exceeds `a`, for a >= 0: erfc(a / sqrt(2)) / 2. */
export function normalTail<T>(k: Scalars<T>, a: T): T {
  const { shift, p } = constants[k.dtype];
  const e = expOfNegative(k, k.mul(k.mul(a, k.constant(-0.5)), a));
  const u = k.div(k.constant(shift), k.add(a, k.constant(shift)));
  // P stands for a polynomial over `shift`, so that u serves as the factor 1 / (a + shift) too.
  return k.mul(
    e,
    k.mul(
      u,
      polynomial(
        k,
        k.sub(u, k.constant(0.5)),
        p.map((c) => c / shift),
      ),
    ),
  );
}
