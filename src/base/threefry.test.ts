import { expect, test } from "vitest";
import { threefry } from "./threefry.ts";

// First words of the known answers for threefry2x32 with 20 rounds in Random123 (kat_vectors).
test.each([
  [0, 0, 0, 0, 0x6b200159],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc],
  [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c],
])("threefry with key (%i, %i) and counter (%i, %i) is %i", (key0, key1, counter0, counter1, word) => {
  expect(threefry(key0, key1, counter0, counter1)).toBe(word);
});

test("words are the same whether written as signed or unsigned", () => {
  expect(threefry(-1, -1, -1, -1)).toBe(0x1cb996fc);
});
