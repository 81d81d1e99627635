import { cast, elementwise, negative, ofFloats } from "./arithmetic.ts";
import type { Fold } from "./fold.ts";
import { flatten, reshape, squeeze, transpose, unsqueeze } from "./shapes.ts";

/** The operators whose constants are known. */
export const folds: Readonly<Record<string, Fold>> = {
  Identity: ([a]) => a,
  Cast: cast,
  Transpose: transpose,
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Add: elementwise((a, b) => a + b),
  Sub: elementwise((a, b) => a - b),
  Mul: elementwise((a, b) => a * b),
  Div: elementwise(
    (a, b) => a / b,
    (a, b) => Math.trunc(a / b),
  ),
  Sqrt: ofFloats(Math.sqrt),
  Neg: negative,
  Reciprocal: ofFloats((a) => 1 / a),
};
