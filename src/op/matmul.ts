import { isFloat } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Contraction } from "./op.ts";

/**
 * The matrix product of a (m, k) and b (k, n): `c[i, j] = sum_k a[i, k] b[k, j]`.
 * The derivative of a linear map is its transpose: `da = g b^T`, `db = a^T g`.
 */
export const matmul: Contraction<"matmul", readonly ["a", "b"], Record<never, never>> = {
  kind: "contraction",
  name: "matmul",
  args: ["a", "b"],
  attributes: {},
  infer: ([a, b]) => {
    const [m, inner] = a!.shape;
    const [rows, n] = b!.shape;
    if (a!.shape.length !== 2 || b!.shape.length !== 2 || inner !== rows)
      fail("shape", {
        who: "matmul",
        expected: "matrices (m, k) and (k, n) with equal inner dimensions",
        got: `${formatShape(a!.shape)} and ${formatShape(b!.shape)}`,
        fix: adviseShapes(a!.shape, b!.shape),
      });
    if (a!.dtype !== b!.dtype || !isFloat(a!.dtype))
      fail("shape", {
        who: "matmul",
        expected: "matrices of one float type",
        got: `${a!.dtype} and ${b!.dtype}`,
      });
    return { shape: [m!, n!], dtype: a!.dtype };
  },
  derivative: (k, g, [a, b]) => [k.matmul(g, k.transpose(b)), k.matmul(k.transpose(a), g)],
  formula: { text: "{a} @ {b}", latex: "{a} {b}", numpy: "{a} @ {b}" },
};

function adviseShapes(a: readonly number[], b: readonly number[]): string | undefined {
  if (a.length === 1 && b.length === 1)
    return `Make one a column and one a row: x[:, None] has shape (${a[0]}, 1), y[None, :] has shape (1, ${b[0]}).`;
  if (a.length !== 2 || b.length !== 2) return "Reshape both to two axes.";
  if (a[1] === b[1]) return "The second one transposed would fit.";
  if (a[0] === b[0]) return "The first one transposed would fit.";
  return undefined;
}
