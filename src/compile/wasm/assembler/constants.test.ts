import { expect, test } from "vitest";
import { evaluate, vector } from "./testing.ts";

test.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -123456, 2 ** 31 - 1, -(2 ** 31)])(
  "i32.const %d comes back",
  (value) => {
    expect(evaluate("i32", (code) => code.emit("i32.const", value))).toBe(value);
  },
);

test("an i32 from 2^31 on is read as unsigned", () => {
  expect(evaluate("i32", (code) => code.emit("i32.const", 0x80000000))).toBe(-(2 ** 31));
  expect(evaluate("i32", (code) => code.emit("i32.const", 0xffffffff))).toBe(-1);
});

test.each([
  0n,
  -1n,
  63n,
  64n,
  -64n,
  -65n,
  2n ** 31n,
  -(2n ** 31n) - 1n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
])("i64.const %d comes back", (value) => {
  expect(evaluate("i64", (code) => code.emit("i64.const", value))).toBe(value);
});

test.each([
  [0.1, 0x3dcccccd],
  [-0, 0x80000000],
  [Number.POSITIVE_INFINITY, 0x7f800000],
  [Number.NEGATIVE_INFINITY, 0xff800000],
  [1e-45, 0x00000001],
  [3.4028234663852886e38, 0x7f7fffff],
  [Number.NaN, 0x7fc00000],
  [{ bits: 0xffa12345 }, 0xffa12345],
])("f32.const %o has the bits %i", (value, bits) => {
  const found = evaluate("i32", (code) => {
    code.emit("f32.const", value);
    code.emit("i32.reinterpret_f32");
  });
  expect((found as number) >>> 0).toBe(bits);
});

test.each([
  [0.1, 0x3fb999999999999an],
  [-0, 0x8000000000000000n],
  [Number.POSITIVE_INFINITY, 0x7ff0000000000000n],
  [Number.NEGATIVE_INFINITY, 0xfff0000000000000n],
  [5e-324, 0x0000000000000001n],
  [Number.MAX_VALUE, 0x7fefffffffffffffn],
  [Number.NaN, 0x7ff8000000000000n],
  [{ bits: 0xfff4123456789abcn }, 0xfff4123456789abcn],
])("f64.const %o has the bits %i", (value, bits) => {
  const found = evaluate("i64", (code) => {
    code.emit("f64.const", value);
    code.emit("i64.reinterpret_f64");
  });
  expect(BigInt.asUintN(64, found as bigint)).toBe(bits);
});

test("v128.const holds the bytes of any typed array, from its own offset on", () => {
  const floats = Float32Array.of(9, 1, -0, Number.NaN, 4).subarray(1);
  const found = vector((code) => code.emit("v128.const", floats));
  expect([...new Uint32Array(found.buffer)]).toEqual([0x3f800000, 0x80000000, 0x7fc00000, 0x40800000]);
});
