import { elementwise } from "./op.ts";

/** The larger of a and b; NaN if either is NaN. Where they are equal the cotangent goes to b. */
export const maximum = elementwise({
  name: "maximum",
  args: ["a", "b"],
  value: (k, a, b) => k.maximum(a, b),
  derivative: (k, g, [a, b]) => {
    const first = k.less(b, a);
    return [k.select(first, g, k.zero), k.select(first, k.zero, g)];
  },
  formula: { text: "max({a}, {b})", latex: "\\max({a}, {b})", numpy: "np.maximum({a}, {b})" },
  samples: [
    [0, 1],
    [1, -2],
    [-0.5, 1e-8],
    [40, -40],
    [Number.NaN, 1],
  ],
});
