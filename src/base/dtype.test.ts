import { expect, test } from "vitest";
import { allocate, bytesOf, type DType, isFloat, wordsOf } from "./dtype.ts";

test("each dtype has its typed array, its bytes, and is a float or not", () => {
  const rows = (["float32", "float64", "int32", "bool"] as const satisfies readonly DType[]).map((dtype) => [
    allocate(dtype, 2),
    bytesOf(dtype),
    isFloat(dtype),
  ]);
  expect(rows).toEqual([
    [new Float32Array(2), 4, true],
    [new Float64Array(2), 8, true],
    [new Int32Array(2), 4, false],
    [new Uint8Array(2), 1, false],
  ]);
});

test("the words of an array are its bytes, past 2 GiB too", () => {
  expect([...wordsOf(Float32Array.of(1, -0).subarray(1))]).toEqual([-(2 ** 31)]);
  expect([...wordsOf(Float64Array.of(1))]).toEqual([0, 0x3ff00000]);
  // Memory that nobody writes to is none: the system gives pages when they are used.
  expect(wordsOf(new Float32Array(2 ** 29 + 5)).length).toBe(2 ** 29 + 5);
});
