import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { scalars } from "../../op/scalars.ts";
import type { Buffer, Expression, MapKernel } from "../kernel.ts";
import { advance, type Context, counter } from "./context.ts";
import { instructions } from "./instructions.ts";
import { repeat, simd } from "./simd.ts";
import { delayed, type Writer } from "./writer.ts";

/**
 * A loop over vectors. The last one may reach past the end of the arrays, into space that is kept free for that,
 * so that every element goes through the same instructions.
 */
export function map({ code, at }: Context, { dtype, value, out }: MapKernel): void {
  const vectors = Math.ceil(out.length / lanesOf(value, dtype, out));
  const body = delayed(code);
  const i = counter(code, 0, "i");
  const result =
    value.kind === "constant"
      ? fill(code, value, out)
      : evaluate(value, dtype, { before: code, inside: body.writer, i, at });
  const store = () => {
    body.flush();
    if (value.kind !== "constant" && out.dtype === "bool") storeFlags(code, dtype, i, result, at(out));
    else {
      code.emit("local.get", i);
      code.emit("local.get", result);
      code.emit("v128.store", { offset: at(out) });
    }
  };
  code.loop((again) => {
    store();
    advance(code, i, 16);
    code.emit("local.get", i);
    code.emit("i32.const", vectors * 16);
    code.emit("i32.lt_u");
    code.emit("br_if", again);
  });
}

/** Elements in a round: those of a vector of the type that is computed in, or that is stored where nothing is. */
const lanesOf = (value: Expression, dtype: FloatType, out: Buffer): number =>
  value.kind === "constant" ? 16 / bytesOf(out.dtype) : simd[dtype].lanes;

function fill(code: Writer, { value }: { readonly value: number }, out: Buffer): number {
  const local = code.local("v128");
  code.emit("v128.const", repeat(out.dtype, value));
  code.emit("local.set", local);
  return local;
}

interface Place {
  readonly before: Writer;
  readonly inside: Writer;
  /** Byte offset of the vector in an array of the type computed in. */
  readonly i: number;
  at(buffer: Buffer): number;
}

/** The local that holds the value of an expression. */
function evaluate(root: Expression, dtype: FloatType, place: Place): number {
  const k = scalars(instructions(place.inside, dtype, place.before));
  const known = new Map<Expression, number>();
  const compute = (expression: Expression): number => {
    switch (expression.kind) {
      case "apply": {
        const { op, args, attributes } = expression;
        const value = op.value as (k: Scalars<number>, ...args: unknown[]) => number;
        return value(k, ...args.map(localOf), attributes);
      }
      case "constant":
        if (expression.dtype === "bool") return k.equal(k.zero, expression.value === 0 ? k.one : k.zero);
        return k.constant(expression.dtype === "int32" ? expression.value | 0 : expression.value);
      case "splat":
        return load(place.before, dtype, expression.buffer, place, true);
      case "element":
        return load(place.inside, dtype, expression.buffer, place, false);
    }
  };
  const localOf = (expression: Expression): number => {
    const local = known.get(expression) ?? compute(expression);
    known.set(expression, local);
    return local;
  };
  return localOf(root);
}

/** A vector of elements, or one element in every lane, as floats; flags as masks. */
function load(code: Writer, dtype: FloatType, buffer: Buffer, { i, at }: Place, splat: boolean): number {
  const { bytes } = simd[dtype];
  const narrow = Math.log2(bytes / bytesOf(buffer.dtype));
  if (splat) code.emit("i32.const", 0);
  else {
    code.emit("local.get", i);
    if (narrow > 0) {
      code.emit("i32.const", narrow);
      code.emit("i32.shr_u");
    }
  }
  const offset = { offset: at(buffer) };
  switch (buffer.dtype) {
    case "bool":
      if (splat) code.emit("v128.load8_splat", offset);
      else if (dtype === "float32") code.emit("v128.load32_zero", offset);
      else code.emit("v128.load16_splat", offset);
      widenFlags(code, dtype);
      break;
    case "int32":
      if (splat) code.emit("v128.load32_splat", offset);
      else code.emit("v128.load64_zero", offset);
      code.emit("f64x2.convert_low_i32x4_s");
      break;
    default:
      if (splat) code.emit(simd[dtype].splat, offset);
      else code.emit("v128.load", offset);
  }
  const local = code.local("v128");
  code.emit("local.set", local);
  return local;
}

/** The first bytes of the vector on the stack as masks: all ones where the byte is not 0. */
function widenFlags(code: Writer, dtype: FloatType): void {
  code.emit("i16x8.extend_low_i8x16_u");
  code.emit("i32x4.extend_low_i16x8_u");
  if (dtype === "float64") code.emit("i64x2.extend_low_i32x4_u");
  code.emit("v128.const", repeat("bool", 0));
  if (dtype === "float64") code.emit("i64x2.ne");
  else code.emit("i32x4.ne");
}

/** A mask as bytes 0 and 1. */
function storeFlags(code: Writer, dtype: FloatType, i: number, mask: number, offset: number): void {
  const { bytes, lanes } = simd[dtype];
  code.emit("local.get", i);
  code.emit("i32.const", Math.log2(bytes));
  code.emit("i32.shr_u");
  code.emit("local.get", mask);
  code.emit("v128.const", repeat("bool", 1));
  code.emit("v128.and");
  code.emit("v128.const", repeat("bool", 0));
  code.emit(
    "i8x16.shuffle",
    Array.from({ length: 16 }, (_, byte) => (byte < lanes ? byte * bytes : 16)),
  );
  if (dtype === "float32") code.emit("v128.store32_lane", { offset }, 0);
  else code.emit("v128.store16_lane", { offset }, 0);
}
