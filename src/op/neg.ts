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
  samples: [-40, -1, -1e-8, 0, 1e-8, 1, 40, Number.NaN],
});
