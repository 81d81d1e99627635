import { fail } from "../base/error.ts";
import { broadcastShapes, formatShape, sameShape, stridesOf } from "../base/shape.ts";
import type { View } from "./op.ts";

/**
 * The array repeated along new or size-1 axes until it has `shape` (NumPy's `broadcast_to`).
 * What was repeated is summed on the way back: each copy contributes to the one original.
 */
export const broadcast: View<"broadcast", readonly ["x"], { readonly shape: readonly number[] }> = {
  kind: "view",
  name: "broadcast",
  args: ["x"],
  attributes: { shape: [] },
  infer: ([x], { shape }) => {
    const common = broadcastShapes(x!.shape, shape);
    if (!common || !sameShape(common, shape))
      fail("shape", {
        who: "broadcast",
        expected: `an array whose axes equal those of ${formatShape(shape)} from the end, or are 1`,
        got: `shape ${formatShape(x!.shape)}`,
      });
    return { shape, dtype: x!.dtype };
  },
  strides: (x, { shape }) => {
    const strides = stridesOf(x.shape);
    const added = shape.length - x.shape.length;
    return shape.map((_, axis) => (axis < added || x.shape[axis - added] === 1 ? 0 : strides[axis - added]!));
  },
  derivative: (k, g, [x], _b, { shape }) => {
    const own = k.shapeOf(x);
    const added = shape.length - own.length;
    const repeated = shape.flatMap((d, axis) => (axis < added || own[axis - added] !== d ? [axis] : []));
    return [repeated.length === 0 ? g : k.reshape(k.sum(g, repeated), own)];
  },
  formula: { text: "{x}", latex: "{x}", numpy: "np.broadcast_to({x}, {shape})" },
};
