import type { FloatType } from "../base/dtype.ts";
import { normalTail } from "./normalTail.ts";
import { elementwise } from "./op.ts";
import { polynomial } from "./polynomial.ts";

const coefficients: Readonly<Record<FloatType, readonly number[]>> = {
  float32: [0.12837915, -0.37612504, 0.11281922, -0.026770486, 0.004998928, -0.0006020489],
  float64: [
    0.12837916709551256, -0.37612638903183077, 0.11283791670918117, -0.02686617063746917,
    0.005223977544746191, -0.0008548322075393863, 0.000120551437143429, -1.4920985993586705e-5,
    1.638782867117005e-6, -1.5621882084521184e-7, 1.0463291548449422e-8,
  ],
};

/** The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to z: between -1 and 1, and odd. */
export const erf = elementwise({
  name: "erf",
  args: ["z"],
  value: (k, z) => {
    const a = k.abs(z);
    const near = k.add(z, k.mul(z, polynomial(k, k.mul(z, z), coefficients[k.dtype])));
    const tail = normalTail(k, k.mul(a, k.constant(Math.SQRT2)));
    const far = k.sub(k.one, k.add(tail, tail));
    const signed = k.select(k.less(z, k.zero), k.neg(far), far);
    return k.select(k.less(a, k.constant(0.875)), near, signed);
  },
  derivative: (k, g, [z]) => [k.mul(g, k.mul(k.constant(2 / Math.sqrt(Math.PI)), k.exp(k.neg(k.mul(z, z)))))],
  formula: { text: "erf({z})", latex: "\\operatorname{erf} {z}", numpy: "scipy.special.erf({z})" },
  samples: [-800, -40, -1, -1e-8, 0, 1e-8, 0.3, 0.875, 1, 3, 40, 800, Number.POSITIVE_INFINITY, Number.NaN],
});
