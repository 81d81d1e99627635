import { expect, test } from "vitest";
import { type Bytes, byteBuffer } from "./bytes.ts";
import { reader } from "./reader.ts";

function written(write: (out: Bytes) => void): number[] {
  const out = byteBuffer(1);
  write(out);
  return [...out.view()];
}

// 624485 and -123456 are the worked examples of the DWARF standard and of the WebAssembly tool conventions.
test.each([
  [0, [0x00]],
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [16383, [0xff, 0x7f]],
  [16384, [0x80, 0x80, 0x01]],
  [624485, [0xe5, 0x8e, 0x26]],
  [2 ** 31, [0x80, 0x80, 0x80, 0x80, 0x08]],
  [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
])("unsigned LEB128 of %d", (value, bytes) => {
  expect(written((out) => out.u32(value))).toEqual(bytes);
  expect(reader(Uint8Array.from(bytes)).u32()).toBe(value);
});

test.each([
  [0, [0x00]],
  [63, [0x3f]],
  [64, [0xc0, 0x00]],
  [-1, [0x7f]],
  [-64, [0x40]],
  [-65, [0xbf, 0x7f]],
  [8191, [0xff, 0x3f]],
  [8192, [0x80, 0xc0, 0x00]],
  [-123456, [0xc0, 0xbb, 0x78]],
  [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
  [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
])("signed LEB128 of %d, the same in 32 and in 64 bits", (value, bytes) => {
  expect(written((out) => out.s32(value))).toEqual(bytes);
  expect(written((out) => out.s64(BigInt(value)))).toEqual(bytes);
  expect(reader(Uint8Array.from(bytes)).s32()).toBe(value);
});

test.each([
  [2n ** 63n - 1n, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00]],
  [-(2n ** 63n), [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]],
])("signed LEB128 of %d", (value, bytes) => {
  expect(written((out) => out.s64(value))).toEqual(bytes);
  expect(reader(Uint8Array.from(bytes)).s64()).toBe(value);
});

test("a word has its low byte first", () => {
  expect(written((out) => out.word(0x01020304))).toEqual([4, 3, 2, 1]);
});

test("a buffer keeps what it holds when it grows", () => {
  const bytes = written((out) => {
    out.byte(1);
    out.raw(Uint8Array.of(2, 3, 4, 5));
    out.vector(new Uint8Array(300));
    out.byte(6);
  });
  expect(bytes.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 0xac, 0x02]);
  expect(bytes.length).toBe(308);
  expect(bytes.at(-1)).toBe(6);
});
