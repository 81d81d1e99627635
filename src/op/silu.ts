import { elementwise } from "./op.ts";

/** Sigmoid linear unit z s(z), also called swish (Hendrycks & Gimpel 2016). */
export const silu = elementwise({
  name: "silu",
  args: ["z"],
  value: (k, z) => k.mul(z, k.sigmoid(z)),
  derivative: (k, g, [z], a) => {
    const s = k.sigmoid(z);
    return [k.mul(g, k.add(s, k.mul(a, k.sub(k.one, s))))];
  },
  formula: {
    text: "{z} s({z})",
    latex: "{z}\\,\\sigma({z})",
    numpy: "{z} / (1 + np.exp(-{z}))",
  },
  samples: [-40, -1, -1e-8, 0, 1e-8, 1, 40, Number.NaN],
});
