import { expParts } from "./exp.ts";
import { elementwise } from "./op.ts";

/** Hyperbolic tangent, (e^z - e^-z) / (e^z + e^-z): between -1 and 1, and odd. */
export const tanh = elementwise({
  name: "tanh",
  args: ["z"],
  value: (k, z) => {
    // With exp(2|z|) = 2^n (1 + s) and p = 2^-n, exp(2|z|) - 1 = 2^n t where t = s + 1 - p, so that
    // tanh |z| = t / (t + 2 p). From 2|z| = 44 on, this is 1 in either type.
    const a = k.abs(z);
    const { n, s } = expParts(k, k.minimum(k.add(a, a), k.constant(44)));
    const p = k.scale(k.one, k.neg(n));
    const t = k.add(s, k.sub(k.one, p));
    const tanh = k.div(t, k.add(t, k.add(p, p)));
    return k.select(k.less(z, k.zero), k.neg(tanh), tanh);
  },
  derivative: (k, g, _, a) => [k.mul(g, k.sub(k.one, k.mul(a, a)))],
  formula: { text: "tanh({z})", latex: "\\tanh {z}", numpy: "np.tanh({z})" },
  samples: [-800, -40, -1, -1e-8, 0, 1e-8, 0.3, 1, 40, 800, Number.POSITIVE_INFINITY, Number.NaN],
});
