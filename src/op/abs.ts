import { elementwise } from "./op.ts";

/** |x|. The derivative at 0 is taken as 0. */
export const abs = elementwise({
  name: "abs",
  args: ["x"],
  value: (k, x) => k.abs(x),
  derivative: (k, g, [x]) => [k.select(k.less(x, k.zero), k.neg(g), k.select(k.less(k.zero, x), g, k.zero))],
  formula: {
    text: "abs({x})",
    latex: "\\left|{x}\\right|",
    numpy: "np.abs({x})",
  },
  samples: [-40, -1, -1e-8, 0, 1e-8, 1, 40, Number.NaN],
  kinks: [0],
});
