import { expect, test } from "vitest";
import { listed } from "./listed.ts";

test("a few names are listed whole, and of many the first twenty", () => {
  expect(listed([])).toBe("");
  expect(listed(["W1", "b1"])).toBe("W1, b1");
  const letters = [..."abcdefghijklmnopqrst"];
  expect(listed(letters)).toBe("a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t");
  expect(listed([...letters, "u", "v"])).toBe(
    "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, ... (+2)",
  );
});

test("what a terminal would obey is written out", () => {
  expect(listed(["\u001b[31mred", "a\nb", "c\u009bd", "\u007f", "가중치"])).toBe(
    "\\u001b[31mred, a\\nb, c?d, ?, 가중치",
  );
});
