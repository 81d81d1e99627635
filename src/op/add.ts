import { elementwise } from "./op.ts";

/** a + b. */
export const add = elementwise({
  name: "add",
  args: ["a", "b"],
  value: (k, a, b) => k.add(a, b),
  derivative: (_k, g) => [g, g],
  formula: { text: "{a} + {b}", latex: "{a} + {b}", numpy: "{a} + {b}" },
  samples: [
    [0, 0],
    [1, -2],
    [-0.5, 1e-8],
    [40, -40],
    [Number.NaN, 1],
  ],
});
