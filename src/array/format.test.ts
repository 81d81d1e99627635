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
