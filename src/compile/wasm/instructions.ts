import type { FloatType } from "../../base/dtype.ts";
import type { Primitives } from "../../op/algebra.ts";
import { repeat, simd } from "./simd.ts";
import type { Writer } from "./writer.ts";

/** Instructions that exist under one name for both float types. */
type Plain =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "sqrt"
  | "floor"
  | "min"
  | "max"
  | "pmin"
  | "pmax"
  | "lt"
  | "le"
  | "eq";

/** How a float type holds its exponent. `integral` has a last bit of 1: what is added to it rounds to an integer. */
const layouts = {
  float32: { whole: "i32x4", fraction: 23, bias: 127, integral: 1.5 * 2 ** 23 },
  float64: { whole: "i64x2", fraction: 52, bias: 1023, integral: 1.5 * 2 ** 52 },
} as const;

/**
 * The reading of ops as instructions: every value is the index of a local that holds a vector, conditions are masks.
 * Constants are written to `before`, which comes ahead of the loop that `code` is inside of, because a constant
 * inside costs a quarter of the speed.
 */
export function instructions(code: Writer, dtype: FloatType, before: Writer = code): Primitives<number> {
  const { prefix } = simd[dtype];
  const { whole, fraction, bias, integral } = layouts[dtype];
  const constants = new Map<string, number>();
  const known = new Map<number, number>();

  function constant(value: number): number {
    const key = Object.is(value, -0) ? "-0" : String(value);
    const made = constants.get(key);
    if (made !== undefined) return made;
    const local = before.local("v128");
    before.emit("v128.const", repeat(dtype, value));
    before.emit("local.set", local);
    constants.set(key, local);
    known.set(local, value);
    return local;
  }

  function plain(name: Plain): (...operands: number[]) => number {
    const instruction = `${prefix}.${name}` as const;
    return (...operands) => code.apply(instruction, ...operands);
  }

  /**
   * The instructions that mind NaN and signed zeros take ten of the processor's. Beside a constant that is neither,
   * the plain one is enough: it gives the other operand where that is NaN.
   */
  function extreme(name: "min" | "max"): (a: number, b: number) => number {
    const [exact, simple] = [plain(name), plain(`p${name}`)];
    const isOrdinary = (local: number) => Math.abs(known.get(local) ?? 0) > 0;
    return (a, b) => {
      if (isOrdinary(b)) return simple(a, b);
      return isOrdinary(a) ? simple(b, a) : exact(a, b);
    };
  }

  const [add, sub, mul] = [plain("add"), plain("sub"), plain("mul")];

  /** The bits of a vector moved, as whole numbers without a sign. */
  function shifted(a: number, direction: "shl" | "shr_u", by: number): number {
    const result = code.local("v128");
    code.emit("local.get", a);
    code.emit("i32.const", by);
    code.emit(`${whole}.${direction}`);
    code.emit("local.set", result);
    return result;
  }

  return {
    dtype,
    constant,
    add,
    sub,
    mul,
    div: plain("div"),
    neg: plain("neg"),
    abs: plain("abs"),
    sqrt: plain("sqrt"),
    floor: plain("floor"),
    minimum: extreme("min"),
    maximum: extreme("max"),
    less: plain("lt"),
    lessEqual: plain("le"),
    equal: plain("eq"),
    select: (condition, a, b) => code.apply("v128.bitselect", a, b, condition),
    scale(a, n) {
      // 2^n as a product of two, because a float cannot hold it alone: the sum has n + 2 bias in its last bits, its
      // half and the rest are exponents with their biases, and the shift moves them to where exponents are.
      const both = add(n, constant(integral + 2 * bias));
      const half = shifted(both, "shr_u", 1);
      const first = shifted(half, "shl", fraction);
      const second = shifted(code.apply(`${whole}.sub`, both, half), "shl", fraction);
      return mul(known.get(a) === 1 ? first : mul(a, first), second);
    },
    exponent(a) {
      // Under the exponent of 2^fraction a whole number is its own float, plus 2^fraction.
      const exponent = shifted(shifted(a, "shl", 1), "shr_u", fraction + 1);
      const bits = code.apply("v128.or", exponent, constant(2 ** fraction));
      return sub(bits, constant(2 ** fraction + bias));
    },
  };
}
