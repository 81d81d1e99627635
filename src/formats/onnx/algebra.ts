import type { FloatType } from "../../base/dtype.ts";
import type { Primitives, Scalars } from "../../op/algebra.ts";
import { scalars } from "../../op/scalars.ts";

/**
 * The reading of ops as operators of ONNX: what an op computes is a graph of them, with the same operations as the
 * interpreter's in the same order. With it an activation whose own operator is missing, or has no float64 kernel in
 * onnxruntime, is spelled out from its record, and recognized when it is read.
 *
 * @param node an operator over others, made once however often it is used
 */
export function onnxAlgebra<T>(
  dtype: FloatType,
  node: (op: string, ...inputs: T[]) => T,
  constant: (value: number) => T,
): Scalars<T> {
  const primitives: Primitives<T> = {
    dtype,
    constant,
    add: (a, b) => node("Add", a, b),
    sub: (a, b) => node("Sub", a, b),
    mul: (a, b) => node("Mul", a, b),
    div: (a, b) => node("Div", a, b),
    neg: (a) => node("Neg", a),
    abs: (a) => node("Abs", a),
    sqrt: (a) => node("Sqrt", a),
    minimum: (a, b) => node("Min", a, b),
    maximum: (a, b) => node("Max", a, b),
    floor: (a) => node("Floor", a),
    less: (a, b) => node("Less", a, b),
    lessEqual: (a, b) => node("LessOrEqual", a, b),
    equal: (a, b) => node("Equal", a, b),
    select: (condition, a, b) => node("Where", condition, a, b),
    scale(a, n) {
      // Two factors, since 2^n may overflow or vanish where `a 2^n` does not.
      const half = node("Floor", node("Mul", n, constant(0.5)));
      const power = (exponent: T) => node("Pow", constant(2), exponent);
      return node("Mul", node("Mul", a, power(half)), power(node("Sub", n, half)));
    },
    exponent: (a) => node("Floor", node("Div", node("Log", node("Abs", a)), constant(Math.LN2))),
  };
  return scalars(primitives);
}
