import { elementwise } from "./op.ts";

/** The Heaviside step: 1 above 0, else 0; NaN for NaN. The derivative is 0, so a network of steps does not learn. */
export const step = elementwise({
  name: "step",
  args: ["z"],
  value: (k, z) => k.select(k.less(k.zero, z), k.one, k.select(k.lessEqual(z, k.zero), k.zero, z)),
  derivative: () => [null],
  formula: {
    text: "1 if {z} > 0 else 0",
    latex: "\\mathbb{1}[{z} > 0]",
    numpy: "np.where({z} > 0, 1.0, 0.0)",
  },
  kinks: [0],
});
