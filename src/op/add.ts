import { elementwise } from "./op.ts";

/** a + b. */
export const add = elementwise({
  name: "add",
  args: ["a", "b"],
  value: (k, a, b) => k.add(a, b),
  derivative: (_k, g) => [g, g],
  formula: { text: "{a} + {b}", latex: "{a} + {b}", numpy: "{a} + {b}" },
});
