import type { Scalars } from "./algebra.ts";

/** `c[0] + c[1] x + c[2] x^2 + ...` by Horner's rule: a multiplication and an addition for each power. */
export function polynomial<T>(k: Scalars<T>, x: T, coefficients: readonly number[]): T {
  const highest = coefficients.length - 1;
  let sum = k.constant(coefficients[highest] ?? 0);
  for (let i = highest - 1; i >= 0; i--) sum = k.add(k.mul(sum, x), k.constant(coefficients[i] ?? 0));
  return sum;
}
