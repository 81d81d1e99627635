import { elementwise } from "./op.ts";

/** x times x. */
export const square = elementwise({
  name: "square",
  args: ["x"],
  value: (k, x) => k.mul(x, x),
  derivative: (k, g, [x]) => [k.mul(g, k.mul(k.constant(2), x))],
  formula: {
    text: "{x}^2",
    latex: "{x}^2",
    numpy: "{x} ** 2",
  },
});
