import { isFloat } from "../base/dtype.ts";
import { constant, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";

/** How gradients are kept from growing too large: by value, by the norm of all of them together, or not. */
export interface Clipping {
  readonly value?: number;
  readonly norm?: number;
}

/** The gradients, each element within -value and value, then all scaled so that their joint norm is at most `norm`. */
export function clip(gradients: readonly Node[], { value, norm }: Clipping): Node[] {
  const clipped = value === undefined ? [...gradients] : gradients.map((g) => clipByValue(g, value));
  return norm === undefined ? clipped : clipByGlobalNorm(clipped, norm);
}

const clipByValue = (g: Node, value: number): Node => ops.maximum(-value, ops.minimum(value, g));

/** Pascanu, Mikolov & Bengio 2013: the direction stays, the length is cut. */
function clipByGlobalNorm(gradients: readonly Node[], norm: number): Node[] {
  const squares = gradients.map((g) => ops.sum(ops.square(g)));
  const length = ops.sqrt(squares.reduce((a, b) => ops.add(a, b)));
  const { dtype } = length;
  if (!isFloat(dtype)) return [...gradients];
  const factor = ops.minimum(1, ops.div(constant(norm, dtype), length));
  return gradients.map((g) => ops.mul(factor, g));
}
