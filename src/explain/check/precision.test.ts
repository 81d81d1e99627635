import { expect, test } from "vitest";
import { asArray } from "../../index.ts";
import { precisionOf, precisionsOf, unitOf } from "./precision.ts";

test("numbers that were printed are told from numbers that were computed", () => {
  const of = (values: readonly number[]) => precisionOf(Float64Array.from(values), "float64");
  expect(of([0.12345678, 0.5, 0])).toEqual({ kind: "decimals", decimals: 8 });
  expect(of([1.77005547e-12, 3.5e-7])).toEqual({ kind: "digits", digits: 9 });
  expect(of([1 / 3, 0.5])).toEqual({ kind: "float64" });
  expect(of([Math.fround(1 / 3), Math.fround(0.1)])).toEqual({ kind: "float32" });
  expect(precisionOf(Float32Array.of(0.5), "float32")).toEqual({ kind: "float32" });
  expect(of([0.333251953125, 0.0999755859375])).toEqual({ kind: "float16" });
  expect(of([0.333251953125, 0.0999755859375 + 2 ** -20])).toEqual({ kind: "float32" });
});

test("short numbers count as exact: 0.5 is not a number that was rounded to one decimal", () => {
  expect(precisionOf(Float64Array.of(0.5, 1, -0.25), "float64")).toEqual({ kind: "float64" });
});

test("float64 numbers that are float32 numbers by chance do not count as float32 among others", () => {
  const array = (x: number) => asArray([x]);
  const mixed = precisionsOf([
    ["db1", array(2 ** -55)],
    ["W1", array(1 / 3)],
    ["Z1", array(1 / 7)],
  ]);
  expect(mixed.get("db1")).toEqual({ kind: "float64" });
  const saved = precisionsOf([
    ["W1", array(Math.fround(1 / 3))],
    ["Z1", array(Math.fround(0.1))],
  ]);
  expect(saved.get("Z1")).toEqual({ kind: "float32" });
});

test("half a unit of the last place", () => {
  expect(unitOf({ kind: "decimals", decimals: 3 }, 0.122)).toBe(0.0005);
  expect(unitOf({ kind: "digits", digits: 2 }, 0.0012)).toBeCloseTo(0.00005, 12);
  expect(unitOf({ kind: "float64" }, 1)).toBe(2 ** -53);
  expect(unitOf({ kind: "float16" }, 1)).toBe(2 ** -11);
  expect(unitOf({ kind: "float16" }, 0)).toBe(2 ** -25);
});
