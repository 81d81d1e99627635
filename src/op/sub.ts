import { elementwise } from "./op.ts";

/** a - b. */
export const sub = elementwise({
  name: "sub",
  args: ["a", "b"],
  value: (k, a, b) => k.sub(a, b),
  derivative: (k, g) => [g, k.neg(g)],
  formula: { text: "{a} - {b}", latex: "{a} - {b}", numpy: "{a} - {b}" },
});
