import type { Scalars } from "../../op/algebra.ts";
import type { Expression } from "../kernel.ts";

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

/** The text of an op, read over the values of its arguments. */
export function applied<T>(
  k: Scalars<T>,
  { op, args, attributes }: Of<"apply">,
  resultOf: (arg: Expression) => T,
): T {
  const value = op.value as (k: Scalars<T>, ...args: unknown[]) => T;
  return value(k, ...args.map(resultOf), attributes);
}

/** A constant as the type computed in has it; a flag as a condition that holds or does not. */
export function constantOf<T>(k: Scalars<T>, { value, dtype }: Of<"constant">): T {
  if (dtype === "bool") return k.equal(k.zero, value === 0 ? k.one : k.zero);
  return k.constant(dtype === "int32" ? value | 0 : value);
}
