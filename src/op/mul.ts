import { elementwise } from "./op.ts";

/** The elementwise product a b. */
export const mul = elementwise({
  name: "mul",
  args: ["a", "b"],
  value: (k, a, b) => k.mul(a, b),
  derivative: (k, g, [a, b]) => [k.mul(g, b), k.mul(g, a)],
  formula: { text: "{a} * {b}", latex: "{a} \\odot {b}", numpy: "{a} * {b}" },
});
