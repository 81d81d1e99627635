import { expect, test } from "vitest";
import { allocate, bytesOf, type DType, isFloat } from "./dtype.ts";

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
