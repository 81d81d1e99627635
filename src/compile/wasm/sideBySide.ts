import type { Primitives } from "../../op/algebra.ts";

/** A value as several vectors have it, one local for each. */
export type Vectors = readonly number[];

/**
 * The same operations on several vectors, in turn for each operation: a chain of dependent operations leaves most of
 * a core idle, which then works on the other vectors.
 */
export function sideBySide(k: Primitives<number>, count: number): Primitives<Vectors> {
  const all = Array.from({ length: count }, (_, v) => v);
  const unary = (f: (a: number) => number) => (a: Vectors) => {
    const result: number[] = [];
    for (let v = 0; v < count; v++) result.push(f(a[v]!));
    return result;
  };
  const binary = (f: (a: number, b: number) => number) => (a: Vectors, b: Vectors) => {
    const result: number[] = [];
    for (let v = 0; v < count; v++) result.push(f(a[v]!, b[v]!));
    return result;
  };
  return {
    dtype: k.dtype,
    constant: (value) => new Array<number>(count).fill(k.constant(value)),
    add: binary(k.add),
    sub: binary(k.sub),
    mul: binary(k.mul),
    div: binary(k.div),
    neg: unary(k.neg),
    abs: unary(k.abs),
    sqrt: unary(k.sqrt),
    minimum: binary(k.minimum),
    maximum: binary(k.maximum),
    floor: unary(k.floor),
    less: binary(k.less),
    lessEqual: binary(k.lessEqual),
    equal: binary(k.equal),
    select: (condition, a, b) => all.map((v) => k.select(condition[v]!, a[v]!, b[v]!)),
    scale: binary(k.scale),
    exponent: unary(k.exponent),
  };
}
