import { fail } from "../base/error.ts";
import { formatShape, sizeOf, stridesOf } from "../base/shape.ts";
import type { View } from "./op.ts";

/** The same elements, row-major, in another shape. */
export const reshape: View<"reshape", readonly ["x"], { readonly shape: readonly number[] }> = {
  kind: "view",
  name: "reshape",
  args: ["x"],
  attributes: { shape: [] },
  infer: ([x], { shape }) => {
    if (sizeOf(shape) !== sizeOf(x!.shape))
      fail("shape", {
        who: "reshape",
        expected: `a shape of ${sizeOf(x!.shape)} elements for ${formatShape(x!.shape)}`,
        got: formatShape(shape),
      });
    return { shape, dtype: x!.dtype };
  },
  strides: (_x, { shape }) => stridesOf(shape),
  derivative: (k, g, [x]) => [k.reshape(g, k.shapeOf(x))],
  formula: { text: "{x}", latex: "{x}", numpy: "{x}.reshape({shape})" },
};
