import { elementwise } from "./op.ts";

/** -1 below 0, 0 at 0 (of either sign), 1 above, NaN for NaN. The derivative is 0. */
export const sign = elementwise({
  name: "sign",
  args: ["x"],
  value: (k, x) =>
    k.select(
      k.less(x, k.zero),
      k.constant(-1),
      k.select(k.less(k.zero, x), k.one, k.select(k.equal(x, k.zero), k.zero, x)),
    ),
  derivative: () => [null],
  formula: {
    text: "sign({x})",
    latex: "\\operatorname{sign}({x})",
    numpy: "np.sign({x})",
  },
  kinks: [0],
});
