import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { scalars } from "../../op/scalars.ts";
import type { Buffer, Expression, MapKernel } from "../kernel.ts";
import { advance, type Context, counter } from "./context.ts";
import { instructions } from "./instructions.ts";
import { sideBySide, type Vectors } from "./sideBySide.ts";
import { repeat, simd } from "./simd.ts";
import { delayed, type Writer } from "./writer.ts";

/** Vectors in a round at most: with four, exp takes half the time that it takes with one. */
const mostVectors = 4;

/**
 * A loop over vectors. The last round may reach past the end of the arrays, into space that is kept free for that,
 * so that every element goes through the same instructions.
 */
export function map({ code, at }: Context, { dtype, value, out }: MapKernel): void {
  const vectors = Math.ceil(out.length / lanesOf(value, dtype, out));
  const count = Math.min(vectors, mostVectors);
  const body = delayed(code);
  const i = counter(code, 0, "i");
  const results =
    value.kind === "constant"
      ? new Array<number>(count).fill(fill(code, value, out))
      : evaluate(value, dtype, count, { before: code, inside: body.writer, i, at });
  code.loop((again) => {
    body.flush();
    for (const [v, result] of results.entries())
      if (value.kind !== "constant" && out.dtype === "bool") storeFlags(code, dtype, i, v, result, at(out));
      else {
        code.emit("local.get", i);
        code.emit("local.get", result);
        code.emit("v128.store", { offset: at(out) + v * 16 });
      }
    advance(code, i, count * 16);
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

/** The locals that hold the value of an expression for some vectors that follow each other. */
function evaluate(root: Expression, dtype: FloatType, count: number, place: Place): Vectors {
  const k = scalars(sideBySide(instructions(place.inside, dtype, place.before), count));
  const known = new Map<Expression, Vectors>();
  const compute = (expression: Expression): Vectors => {
    switch (expression.kind) {
      case "apply": {
        const { op, args, attributes } = expression;
        const value = op.value as (k: Scalars<Vectors>, ...args: unknown[]) => Vectors;
        return value(k, ...args.map(localsOf), attributes);
      }
      case "constant":
        if (expression.dtype === "bool") return k.equal(k.zero, expression.value === 0 ? k.one : k.zero);
        return k.constant(expression.dtype === "int32" ? expression.value | 0 : expression.value);
      case "splat":
        return new Array<number>(count).fill(load(place.before, dtype, expression.buffer, place, "splat"));
      case "element":
        return Array.from({ length: count }, (_, v) =>
          load(place.inside, dtype, expression.buffer, place, v),
        );
    }
  };
  const localsOf = (expression: Expression): Vectors => {
    const locals = known.get(expression) ?? compute(expression);
    known.set(expression, locals);
    return locals;
  };
  return localsOf(root);
}

/** Vector `v` from here on, or one element in every lane, as floats; flags as masks. */
function load(code: Writer, dtype: FloatType, buffer: Buffer, { i, at }: Place, v: number | "splat"): number {
  const { bytes, lanes } = simd[dtype];
  const own = bytesOf(buffer.dtype);
  const splat = v === "splat";
  if (splat) code.emit("i32.const", 0);
  else {
    code.emit("local.get", i);
    if (own < bytes) {
      code.emit("i32.const", Math.log2(bytes / own));
      code.emit("i32.shr_u");
    }
  }
  const offset = { offset: at(buffer) + (splat ? 0 : v * lanes * own) };
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
function storeFlags(code: Writer, dtype: FloatType, i: number, v: number, mask: number, base: number): void {
  const { bytes, lanes } = simd[dtype];
  const offset = base + v * lanes;
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
