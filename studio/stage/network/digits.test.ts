import fc from "fast-check";
import { expect, test } from "vitest";
import { exactly } from "./digits.ts";

test("a number is written with the fewest digits of its type", () => {
  expect(exactly(Math.fround(0.1), "float32")).toBe("0.1");
  expect(exactly(Math.fround(0.1), "float64")).toBe("0.10000000149011612");
  expect(exactly(Math.fround(-1 / 3), "float32")).toBe("-0.33333334");
});

test("what is written reads back to the same bits", () => {
  fc.assert(
    fc.property(
      fc.float({ noNaN: true }),
      (value) => Math.fround(Number(exactly(value, "float32"))) === value,
    ),
  );
});
