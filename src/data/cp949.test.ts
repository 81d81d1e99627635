import { expect, test } from "vitest";
import { decodeCp949 } from "./cp949.ts";

const decode = (...bytes: number[]) => decodeCp949(Uint8Array.from(bytes));

test.each([
  [[0xb0, 0xa1], "가"],
  [[0xc8, 0xfe], "힝"],
  [[0x81, 0x41], "갂"],
  [[0x8c, 0x63], "똠"],
  [[0xa0, 0xfe], "좤"],
  [[0xa1, 0x41], "좥"],
  [[0xc6, 0x52], "힣"],
  [[0xa2, 0xe6], "€"],
  [[0xa1, 0xa1], "　"],
  [[0x41, 0x2c, 0x0a], "A,\n"],
])("the bytes %o are %s", (bytes, text) => {
  expect(decode(...bytes)).toBe(text);
});

/** Python's codec cp949 over all pairs of bytes: how many it decodes, and sum(i * unit for the i-th of them) mod 2^31. */
test("all pairs of bytes decode as in Python", () => {
  let pairs = 0;
  let sum = 0;
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x41; second <= 0xfe; second++) {
      const text = decode(first, second);
      if (text !== undefined) sum = (sum + pairs++ * text.charCodeAt(0)) % 2 ** 31;
    }
  expect([pairs, sum]).toEqual([17048, 635324805]);
});

test.each([[[0x80]], [[0xff, 0x41]], [[0x81]], [[0xc6, 0x53]], [[0xc9, 0xa1]], [[0xb0, 0x20]]])(
  "the bytes %o are no CP949",
  (bytes) => {
    expect(decode(...bytes)).toBeUndefined();
  },
);
