import type { Primitives } from "../../op/algebra.ts";
import type { Vectors } from "./sideBySide.ts";

/** More locals than this no function may have. */
const mostLocals = 2 ** 16;

/**
 * Primitives that know what they computed: the same operation on the same values is one value, and -(-x) is x,
 * |-x| is |x|. The sigmoid of z, and softplus of z and of -z, then share one exponential.
 */
export function numbered(k: Primitives<Vectors>): Primitives<Vectors> {
  const negated = new Map<number, Vectors>();
  const negate = once(k.neg);
  const magnitude = once(k.abs);
  return {
    ...k,
    add: once(k.add),
    sub: once(k.sub),
    mul: once(k.mul),
    div: once(k.div),
    neg(a) {
      const original = negated.get(a[0]!);
      if (original) return original;
      const result = negate(a);
      negated.set(result[0]!, a);
      return result;
    },
    abs: (a) => magnitude(negated.get(a[0]!) ?? a),
    sqrt: once(k.sqrt),
    minimum: once(k.minimum),
    maximum: once(k.maximum),
    floor: once(k.floor),
    less: once(k.less),
    lessEqual: once(k.lessEqual),
    equal: once(k.equal),
    select: once(k.select),
    scale: once(k.scale),
    exponent: once(k.exponent),
  };
}

/** An operation that gives back what it gave for the same operands; the first local of a value identifies it. */
function once<Operands extends readonly Vectors[]>(operation: (...operands: Operands) => Vectors) {
  const known = new Map<number, Vectors>();
  return (...operands: Operands): Vectors => {
    const key = operands.reduce((number, [local]) => number * mostLocals + local!, 0);
    const result = known.get(key) ?? operation(...operands);
    known.set(key, result);
    return result;
  };
}
