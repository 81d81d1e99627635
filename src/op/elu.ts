import { elementwise } from "./op.ts";

/** Exponential linear unit: z where it is positive, else alpha (exp(z) - 1) (Clevert, Unterthiner & Hochreiter 2015). */
export const elu = elementwise({
  name: "elu",
  args: ["z"],
  attributes: { alpha: 1 },
  value: (k, z, { alpha }) =>
    k.select(k.less(k.zero, z), z, k.mul(k.constant(alpha), k.expm1(k.minimum(z, k.zero)))),
  derivative: (k, g, [z], a, { alpha }) => [
    k.mul(g, k.select(k.less(k.zero, z), k.one, k.add(a, k.constant(alpha)))),
  ],
  formula: {
    text: "{z} if {z} > 0 else {alpha} (exp({z}) - 1)",
    latex: "\\begin{cases} {z} & {z} > 0 \\\\ {alpha}(e^{{z}} - 1) & \\text{otherwise} \\end{cases}",
    numpy: "np.where({z} > 0, {z}, {alpha} * np.expm1({z}))",
  },
  kinks: [0],
});
