import type { Scalars } from "./algebra.ts";

/** `c[0] + c[1] x + c[2] x^2 + ...` by Horner's rule: a multiplication and an addition for each power. */
export function polynomial<T>(k: Scalars<T>, x: T, coefficients: readonly number[]): T {
  const [highest = 0, ...lower] = coefficients.toReversed();
  let sum = k.constant(highest);
  for (const c of lower) sum = k.add(k.mul(sum, x), k.constant(c));
  return sum;
}
