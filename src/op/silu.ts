import { elementwise } from "./op.ts";

/** Sigmoid linear unit z s(z), also called swish (Hendrycks & Gimpel 2016). */
export const silu = elementwise({
  name: "silu",
  args: ["z"],
  // Below -800 the sigmoid is 0 in either type; -infinity times 0 would be NaN.
  value: (k, z) => k.mul(k.maximum(z, k.constant(-800)), k.sigmoid(z)),
  derivative: (k, g, [z], a) => {
    const s = k.sigmoid(z);
    return [k.mul(g, k.add(s, k.mul(a, k.sub(k.one, s))))];
  },
  formula: {
    text: "{z} s({z})",
    latex: "{z}\\,\\sigma({z})",
    numpy: "{z} / (1 + np.exp(-{z}))",
  },
});
