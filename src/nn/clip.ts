import { ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";

/** How gradients are kept from growing too large: by value, by the norm of all of them together, or not. */
export interface Clipping {
  readonly value?: number;
  readonly norm?: number;
}

/** The gradients, each element kept within -value and value, then all scaled so that their joint norm is at most `norm`. */
export function clip(gradients: readonly Node[], { value, norm }: Clipping): Node[] {
  const clipped = value === undefined ? [...gradients] : clipByValue(gradients, value);
  return norm === undefined ? clipped : clipByGlobalNorm(clipped, norm);
}

/** Each element of each gradient kept within -value and value; the direction may change. NaN stays. */
export const clipByValue = (gradients: readonly Node[], value: number): Node[] =>
  gradients.map((g) => ops.maximum(-value, ops.minimum(value, g)));

/**
 * All gradients times `min(1, limit / norm)`, where norm is the root of the sum of all their squares: the direction
 * stays (Pascanu, Mikolov & Bengio 2013). A norm of 0 changes nothing.
 */
export function clipByGlobalNorm(gradients: readonly Node[], limit: number): Node[] {
  if (gradients.length === 0) return [];
  const squares = gradients.map((g) => ops.sum(ops.square(g)));
  const norm = ops.sqrt(squares.reduce((a, b) => ops.add(a, b)));
  const factor = ops.minimum(1, ops.div(limit, norm));
  return gradients.map((g) => ops.mul(factor, g));
}
