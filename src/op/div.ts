import { elementwise } from "./op.ts";

/** a / b. Dividing by 0 gives an infinity, 0 / 0 NaN (IEEE 754). */
export const div = elementwise({
  name: "div",
  args: ["a", "b"],
  value: (k, a, b) => k.div(a, b),
  derivative: (k, g, [_a, b], q) => [k.div(g, b), k.neg(k.div(k.mul(g, q), b))],
  formula: { text: "{a} / {b}", latex: "\\frac{{a}}{{b}}", numpy: "{a} / {b}" },
});
