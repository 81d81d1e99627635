import { elementwise } from "./op.ts";

/** The smaller of a and b; NaN if either is NaN. Where they are equal the cotangent goes to b. */
export const minimum = elementwise({
  name: "minimum",
  args: ["a", "b"],
  value: (k, a, b) => k.minimum(a, b),
  derivative: (k, g, [a, b]) => {
    const first = k.less(a, b);
    return [k.select(first, g, k.zero), k.select(first, k.zero, g)];
  },
  formula: { text: "min({a}, {b})", latex: "\\min({a}, {b})", numpy: "np.minimum({a}, {b})" },
  samples: [
    [0, 1],
    [1, -2],
    [-0.5, 1e-8],
    [40, -40],
    [Number.NaN, 1],
  ],
});
