import type { Arithmetic } from "./algebra.ts";
import { type Elementwise, elementwise } from "./op.ts";

/** A comparison of a and b from what sets it apart. A `bool`: no cotangent flows back. */
export const comparison = <const Name extends string>(
  name: Name,
  {
    value,
    sign,
    latex = sign,
  }: {
    readonly value: <T>(k: Arithmetic<T>, a: T, b: T) => T;
    readonly sign: string;
    readonly latex?: string;
  },
): Elementwise<Name, readonly ["a", "b"], Record<never, never>> =>
  elementwise({
    name,
    args: ["a", "b"],
    result: "bool",
    value,
    derivative: () => [null, null],
    formula: { text: `{a} ${sign} {b}`, latex: `{a} ${latex} {b}`, numpy: `{a} ${sign} {b}` },
  });
