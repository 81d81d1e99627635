import { elementwise } from "./op.ts";

/** Rectified linear unit: z where it is positive, else 0 (Nair & Hinton 2010). The derivative at 0 is taken as 0. */
export const relu = elementwise({
  name: "relu",
  args: ["z"],
  value: (k, z) => k.maximum(z, k.zero),
  derivative: (k, g, [z]) => [k.select(k.less(k.zero, z), g, k.zero)],
  formula: { text: "max(0, {z})", latex: "\\max(0, {z})", numpy: "np.maximum(0, {z})" },
  kinks: [0],
});
