import type { Arithmetic } from "./algebra.ts";
import { type Elementwise, elementwise } from "./op.ts";

/** The smaller or larger of a and b, from what sets it apart: `first` says where a alone is chosen. */
export const extremum = <const Name extends "minimum" | "maximum">(
  name: Name,
  short: string,
  first: <T>(k: Arithmetic<T>, a: T, b: T) => T,
): Elementwise<Name, readonly ["a", "b"], Record<never, never>> =>
  elementwise({
    name,
    args: ["a", "b"],
    value: (k, a, b) => k[name](a, b),
    derivative: (k, g, [a, b]) => {
      const chosen = first(k, a, b);
      return [k.select(chosen, g, k.zero), k.select(chosen, k.zero, g)];
    },
    formula: { text: `${short}({a}, {b})`, latex: `\\${short}({a}, {b})`, numpy: `np.${name}({a}, {b})` },
  });
