import type { Reduction } from "../../op/op.ts";
import type { ReduceKernel } from "../kernel.ts";
import type { Context } from "./context.ts";

/** `out[o, i]` from `x[o, r, i]` for all r, by a function that the whole program shares. */
export function reduce(
  context: Context,
  { op, outer, range, inner, x, out }: ReduceKernel,
): readonly string[] {
  const [name, from] = [context.nameOf(out), context.nameOf(x)];
  const comment = `// ${name} = ${op.name}(${from})`;
  if (outer * inner === 1) {
    const value = range === 1 ? context.at(x, "0") : combined(context, op, from, "0", range, 1);
    return [comment, context.store(out, "0", value)];
  }
  const heads = [
    ...(outer === 1 ? [] : [`for (let i = 0; i < ${outer}; i++)`]),
    ...(inner === 1 ? [] : [`for (let j = 0; j < ${inner}; j++)`]),
  ];
  const start = sum(product("i", outer, range * inner), inner === 1 ? "" : "j");
  const place = sum(product("i", outer, inner), inner === 1 ? "" : "j");
  return [
    comment,
    `${heads.join(" ")} ${context.store(out, place, combined(context, op, from, start, range, inner))}`,
  ];
}

/** The call that combines numbers of an array. */
export const combined = (
  { functions }: Context,
  op: Reduction,
  array: string,
  start: string,
  count: number,
  stride: number,
): string => `${functions.reduction(op)}(${array}, ${start}, ${count}, ${stride})`;

/** An index times a number, nothing where it is always 0. */
export const product = (index: string, count: number, by: number): string =>
  count === 1 ? "" : by === 1 ? index : `${index} * ${by}`;

export const sum = (...parts: readonly string[]): string => parts.filter(Boolean).join(" + ") || "0";
