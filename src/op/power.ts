import type { Arithmetic } from "./algebra.ts";

/** x^n by repeated squaring for whole n, through sqrt for n = 1/2, through exp and log otherwise. */
export function power<T>(k: Arithmetic<T>, x: T, n: number): T {
  if (n < 0) return k.div(k.one, power(k, x, -n));
  if (n === 0) return k.one;
  if (n === 0.5) return k.sqrt(x);
  if (!Number.isInteger(n)) return k.exp(k.mul(k.constant(n), k.log(x)));
  if (n === 1) return x;
  const half = power(k, x, Math.floor(n / 2));
  const even = k.mul(half, half);
  return n % 2 === 1 ? k.mul(even, x) : even;
}
