import { expect, test } from "vitest";
import golden from "../../test/golden/format.json" with { type: "json" };
import type { DType } from "../base/dtype.ts";
import { formatShape } from "../base/shape.ts";
import { formatArray } from "./format.ts";

const numberOf = (written: number | string): number => Number(String(written).replace("inf", "Infinity"));

test.each(golden.map((row) => [row.dtype, formatShape(row.shape), row] as const))(
  "%s %s prints as NumPy's",
  (_, __, row) => {
    const data = row.data.map(numberOf).map((x) => (row.dtype === "float32" ? Math.fround(x) : x));
    expect(formatArray(data, row.shape, row.dtype as DType)).toBe(row.text);
  },
);

test("a subnormal float32 has the digits that tell it apart, as NumPy prints it", () => {
  expect(formatArray(Float32Array.of(2 ** -149), [], "float32")).toBe("1e-45");
  expect(formatArray(Float32Array.of(2 ** -149, 1), [2], "float32")).toBe("[1.e-45 1.e+00]");
});
