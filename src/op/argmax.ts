import { checkedAxes, checkFloat, reducedShape } from "./axes.ts";
import type { ArgReduction } from "./op.ts";

/** The index of the largest element along one axis, the first of equals; a NaN is never chosen over a number. */
export const argmax: ArgReduction<
  "argmax",
  readonly ["x"],
  { readonly axis: number; readonly keepdims: boolean }
> = {
  kind: "argReduction",
  name: "argmax",
  args: ["x"],
  attributes: { axis: -1, keepdims: false },
  infer: ([x], { axis, keepdims }) => {
    checkFloat("argmax", x!);
    return {
      shape: reducedShape(x!.shape, checkedAxes("argmax", x!.shape, [axis]), keepdims),
      dtype: "int32",
    };
  },
  better: (k, candidate, best) => k.less(best, candidate),
  derivative: () => [null],
  formula: {
    text: "argmax({x}, axis {axis})",
    latex: "\\operatorname{argmax} {x}",
    numpy: "np.argmax({x}, axis={axis}, keepdims={keepdims})",
  },
};
