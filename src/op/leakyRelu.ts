import { elementwise } from "./op.ts";

/** z where it is positive, else slope z (Maas, Hannun & Ng 2013). The derivative at 0 is taken as `slope`. */
export const leakyRelu = elementwise({
  name: "leakyRelu",
  args: ["z"],
  attributes: { slope: 0.01 },
  value: (k, z, { slope }) => k.select(k.less(k.zero, z), z, k.mul(k.constant(slope), z)),
  derivative: (k, g, [z], _a, { slope }) => [k.mul(g, k.select(k.less(k.zero, z), k.one, k.constant(slope)))],
  formula: {
    text: "{z} if {z} > 0 else {slope} {z}",
    latex: "\\begin{cases} {z} & {z} > 0 \\\\ {slope}\\,{z} & \\text{otherwise} \\end{cases}",
    numpy: "np.where({z} > 0, {z}, {slope} * {z})",
  },
  kinks: [0],
});
