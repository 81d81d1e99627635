import { expect, test } from "vitest";
import { evaluate, vector } from "./testing.ts";

const bytes = (first: number) => Uint8Array.from({ length: 16 }, (_, i) => first + i);

test("a shuffle counts the bytes of the first operand from 0 and of the second from 16", () => {
  const lanes = [0, 16, 1, 17, 2, 18, 3, 19, 31, 15, 30, 14, 29, 13, 28, 12];
  const found = vector((code) => {
    code.emit("v128.const", bytes(0));
    code.emit("v128.const", bytes(100));
    code.emit("i8x16.shuffle", lanes);
  });
  expect([...found]).toEqual([0, 100, 1, 101, 2, 102, 3, 103, 115, 15, 114, 14, 113, 13, 112, 12]);
});

test("replace_lane changes one lane, extract_lane reads it", () => {
  const found = vector((code) => {
    code.emit("v128.const", Float32Array.of(1, 2, 3, 4));
    code.emit("f32.const", 9);
    code.emit("f32x4.replace_lane", 2);
  });
  expect([...new Float32Array(found.buffer)]).toEqual([1, 2, 9, 4]);
  const lane = evaluate("i64", (code) => {
    code.emit("v128.const", BigInt64Array.of(5n, -6n));
    code.emit("i64x2.extract_lane", 1);
  });
  expect(lane).toBe(-6n);
});

test("bitselect takes the first operand where the mask has ones", () => {
  const found = vector((code) => {
    code.emit("v128.const", Int32Array.of(1, 2, 3, 4));
    code.emit("v128.const", Int32Array.of(5, 6, 7, 8));
    code.emit("v128.const", Int32Array.of(-1, 0, 0, -1));
    code.emit("v128.bitselect");
  });
  expect([...new Int32Array(found.buffer)]).toEqual([1, 6, 7, 4]);
});

test("andnot keeps the first operand where the second has zeros", () => {
  const found = vector((code) => {
    code.emit("v128.const", Int32Array.of(15, 15, 15, 15));
    code.emit("v128.const", Int32Array.of(1, 2, 4, 8));
    code.emit("v128.andnot");
  });
  expect([...new Int32Array(found.buffer)]).toEqual([14, 13, 11, 7]);
});

test("a lane shift takes its count from the top of the stack", () => {
  const shifted = (name: "i32x4.shl" | "i32x4.shr_s" | "i32x4.shr_u") =>
    new Int32Array(
      vector((code) => {
        code.emit("v128.const", Int32Array.of(1, -8, 127, 0));
        code.emit("i32.const", 2);
        code.emit(name);
      }).buffer,
    );
  expect([...shifted("i32x4.shl")]).toEqual([4, -32, 508, 0]);
  expect([...shifted("i32x4.shr_s")]).toEqual([0, -2, 31, 0]);
  expect([...shifted("i32x4.shr_u")]).toEqual([0, 1073741822, 31, 0]);
});

test("conversions between vectors say which half and which sign", () => {
  const convert = (
    name: "f64x2.promote_low_f32x4" | "f64x2.convert_low_i32x4_s" | "f64x2.convert_low_i32x4_u",
    from: ArrayBufferView,
  ) =>
    new Float64Array(
      vector((code) => {
        code.emit("v128.const", from);
        code.emit(name);
      }).buffer,
    );
  expect([...convert("f64x2.promote_low_f32x4", Float32Array.of(1.5, -2, 3, 4))]).toEqual([1.5, -2]);
  expect([...convert("f64x2.convert_low_i32x4_s", Int32Array.of(-1, 7, 3, 4))]).toEqual([-1, 7]);
  expect([...convert("f64x2.convert_low_i32x4_u", Int32Array.of(-1, 7, 3, 4))]).toEqual([4294967295, 7]);

  const integers = (name: "i32x4.trunc_sat_f64x2_s_zero" | "i32x4.trunc_sat_f64x2_u_zero") =>
    new Int32Array(
      vector((code) => {
        code.emit("v128.const", Float64Array.of(-3.9, 1e300));
        code.emit(name);
      }).buffer,
    );
  expect([...integers("i32x4.trunc_sat_f64x2_s_zero")]).toEqual([-3, 2147483647, 0, 0]);
  expect([...integers("i32x4.trunc_sat_f64x2_u_zero")]).toEqual([0, -1, 0, 0]);

  const wide = (name: "i64x2.extend_low_i32x4_s" | "i64x2.extend_high_i32x4_u") =>
    new BigInt64Array(
      vector((code) => {
        code.emit("v128.const", Int32Array.of(-1, 2, -3, 4));
        code.emit(name);
      }).buffer,
    );
  expect([...wide("i64x2.extend_low_i32x4_s")]).toEqual([-1n, 2n]);
  expect([...wide("i64x2.extend_high_i32x4_u")]).toEqual([4294967293n, 4n]);
});
