import { expect, test } from "vitest";
import { lazy } from "./lazy.ts";

test("each value is made when it is first read, once, and spreading reads them all", () => {
  const made: string[] = [];
  const object = lazy<{ a: number; b: number }>({
    a: () => made.push("a"),
    b: () => made.push("b"),
  });
  expect(made).toEqual([]);
  expect([object.b, object.b]).toEqual([1, 1]);
  expect({ ...object }).toEqual({ a: 2, b: 1 });
  expect(made).toEqual(["b", "a"]);
});
