import { expect, test } from "vitest";
import { showValue } from "./showValue.ts";

test.each<[unknown, string]>([
  ["4", '"4"'],
  [4, "4"],
  [Number.NaN, "NaN"],
  [null, "null"],
  [undefined, "undefined"],
  [2n, "2"],
  [Math.tanh, "a function"],
  [[1, "a"], '[1,"a"]'],
  [{ units: 4 }, '{"units":4}'],
  [Float64Array.of(1), "a Float64Array"],
  [new AbortController(), "an AbortController"],
  ["a".repeat(100), `"${"a".repeat(59)}...`],
])("a message shows %o as %s", (value, shown) => {
  expect(showValue(value)).toBe(shown);
});

test("a value that contains itself is named, not written", () => {
  const value: { self?: unknown } = {};
  value.self = value;
  expect(showValue(value)).toBe("a record that is nested too deep");
});

test("a value that JSON.parse made may have a constructor of its own", () => {
  expect(showValue(JSON.parse('{"constructor":5}'))).toBe('{"constructor":5}');
});
