import { stridesOf } from "../base/shape.ts";
import type { View } from "./op.ts";

/** The axes in reverse order: rows become columns (NumPy's `.T`). */
export const transpose: View<"transpose", readonly ["x"], Record<never, never>> = {
  kind: "view",
  name: "transpose",
  args: ["x"],
  attributes: {},
  infer: ([x]) => ({ shape: x!.shape.toReversed(), dtype: x!.dtype }),
  strides: (x) => stridesOf(x.shape).reverse(),
  derivative: (k, g) => [k.transpose(g)],
  formula: { text: "{x}^T", latex: "{x}^\\top", numpy: "{x}.T" },
};
