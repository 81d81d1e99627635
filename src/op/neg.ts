import { elementwise } from "./op.ts";

/** -x. */
export const neg = elementwise({
  name: "neg",
  args: ["x"],
  value: (k, x) => k.neg(x),
  derivative: (k, g) => [k.neg(g)],
  formula: {
    text: "-{x}",
    latex: "-{x}",
    numpy: "-{x}",
  },
});
