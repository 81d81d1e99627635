import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { Buffer } from "../kernel.ts";
import { repeat, simd } from "./simd.ts";
import type { Writer } from "./writer.ts";

/** Where the loop of a map writes its code, and where it is in its arrays. */
export interface Place {
  readonly before: Writer;
  readonly inside: Writer;
  /** Byte offset of the vector in an array of the type computed in. */
  readonly i: number;
  at(buffer: Buffer): number;
}

/** Vector `v` from here on, or one element in every lane, as floats; flags as masks. */
export function load(
  code: Writer,
  dtype: FloatType,
  buffer: Buffer,
  { i, at }: Place,
  v: number | "splat",
): number {
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

/** A vector as vector `v` from byte `i` on; the parameters are those of {@link storeFlags}. */
export function storeVector(
  code: Writer,
  _dtype: FloatType,
  i: number,
  v: number,
  vector: number,
  base: number,
): void {
  code.emit("local.get", i);
  code.emit("local.get", vector);
  code.emit("v128.store", { offset: base + v * 16 });
}

/** A mask as bytes 0 and 1. */
export function storeFlags(
  code: Writer,
  dtype: FloatType,
  i: number,
  v: number,
  mask: number,
  base: number,
): void {
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
