import { expect, test } from "vitest";
import golden from "../../test/golden/format.json" with { type: "json" };
import type { DType } from "../base/dtype.ts";
import { formatShape } from "../base/shape.ts";
import { formatArray, formatNumber } from "./format.ts";

const numberOf = (written: number | string): number => Number(String(written).replace("inf", "Infinity"));

test.each(golden.map((row) => [row.dtype, formatShape(row.shape), row] as const))(
  "%s %s prints as NumPy's",
  (_, __, row) => {
    const data = row.data.map(numberOf).map((x) => (row.dtype === "float32" ? Math.fround(x) : x));
    expect(formatArray(data, row.shape, row.dtype as DType)).toBe(row.text);
  },
);

test.each([
  [0, "0"],
  [-0, "-0"],
  [0.25, "0.25"],
  [1 / 3, "0.33333333"],
  [1e-5, "1e-5"],
  [123456789.5, "1.2345679e+8"],
  [1e14, "100000000000000"],
  [Number.NaN, "nan"],
  [Number.NEGATIVE_INFINITY, "-inf"],
])("the number %d alone is %s", (x, text) => {
  expect(formatNumber(x)).toBe(text);
});

test("a number may have fewer decimals", () => {
  expect(formatNumber(2 / 3, 3)).toBe("0.667");
});
