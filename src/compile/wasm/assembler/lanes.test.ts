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

test("extract_lane reads one lane", () => {
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

test("a lane shift takes its count from the top of the stack", () => {
  const shifted = (name: "i32x4.shl" | "i32x4.shr_u") =>
    new Int32Array(
      vector((code) => {
        code.emit("v128.const", Int32Array.of(1, -8, 127, 0));
        code.emit("i32.const", 2);
        code.emit(name);
      }).buffer,
    );
  expect([...shifted("i32x4.shl")]).toEqual([4, -32, 508, 0]);
  expect([...shifted("i32x4.shr_u")]).toEqual([0, 1073741822, 31, 0]);
});

test("the first two whole numbers become float64", () => {
  const found = vector((code) => {
    code.emit("v128.const", Int32Array.of(-1, 7, 3, 4));
    code.emit("f64x2.convert_low_i32x4_s");
  });
  expect([...new Float64Array(found.buffer)]).toEqual([-1, 7]);
});
