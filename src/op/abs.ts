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
  kinks: [0],
});
