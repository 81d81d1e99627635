import { elementwise } from "./op.ts";

/** The square root; NaN below 0. */
export const sqrt = elementwise({
  name: "sqrt",
  args: ["x"],
  value: (k, x) => k.sqrt(x),
  derivative: (k, g, [_x], r) => [k.div(g, k.add(r, r))],
  formula: {
    text: "sqrt({x})",
    latex: "\\sqrt{{x}}",
    numpy: "np.sqrt({x})",
  },
});
