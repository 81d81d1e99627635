import { elementwise } from "./op.ts";
import { power } from "./power.ts";

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
});
