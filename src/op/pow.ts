import type { Arithmetic } from "./algebra.ts";
import { elementwise } from "./op.ts";

/** x^n by repeated squaring for whole n, through sqrt for halves, through exp and log otherwise. */
function power<T>(k: Arithmetic<T>, x: T, n: number): T {
  if (n < 0) return k.div(k.one, power(k, x, -n));
  if (n === 0) return k.one;
  if (n === 0.5) return k.sqrt(x);
  if (!Number.isInteger(n)) return k.exp(k.mul(k.constant(n), k.log(x)));
  if (n === 1) return x;
  const half = power(k, x, Math.floor(n / 2));
  const even = k.mul(half, half);
  return n % 2 === 1 ? k.mul(even, x) : even;
}

/** x to a constant power. */
export const pow = elementwise({
  name: "pow",
  args: ["x"],
  attributes: { exponent: 2 },
  value: (k, x, { exponent }) => power(k, x, exponent),
  derivative: (k, g, [x], _a, { exponent }) => [
    exponent === 0 ? null : k.mul(g, k.mul(k.constant(exponent), power(k, x, exponent - 1))),
  ],
  formula: { text: "{x}^{exponent}", latex: "{x}^{{exponent}}", numpy: "{x} ** {exponent}" },
  samples: [0.25, 0.5, 1, 2, 3, Number.NaN],
});
