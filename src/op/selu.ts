import { elementwise } from "./op.ts";

/** The fixed point of mean 0 and variance 1: equation 14 of the paper. */
const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/** Scaled exponential linear unit, whose constants keep mean 0 and variance 1 (Klambauer et al. 2017). */
export const selu = elementwise({
  name: "selu",
  args: ["z"],
  value: (k, z) =>
    k.mul(
      k.constant(scale),
      k.select(k.less(k.zero, z), z, k.mul(k.constant(alpha), k.expm1(k.minimum(z, k.zero)))),
    ),
  derivative: (k, g, [z], a) => [
    k.mul(g, k.select(k.less(k.zero, z), k.constant(scale), k.add(a, k.constant(scale * alpha)))),
  ],
  formula: {
    text: "1.0507 ({z} if {z} > 0 else 1.6733 (exp({z}) - 1))",
    latex: "\\lambda \\begin{cases} {z} & {z} > 0 \\\\ \\alpha(e^{{z}} - 1) & \\text{otherwise} \\end{cases}",
    numpy: "1.0507009873554805 * np.where({z} > 0, {z}, 1.6732632423543772 * np.expm1({z}))",
  },
  kinks: [0],
});
