import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { flawOf } from "./objectFile.ts";

/** An ELF file of 64 bits for x86-64, little end first: its header, one segment, and a table of two sections. */
function elf(): Uint8Array {
  const bytes = new Uint8Array(64 + 56 + 128);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(18, 62, true);
  view.setBigUint64(32, 64n, true);
  view.setBigUint64(40, 120n, true);
  for (const [at, value] of [
    [54, 56],
    [56, 1],
    [58, 64],
    [60, 2],
  ] as const)
    view.setUint16(at, value, true);
  view.setBigUint64(64 + 8, 0n, true);
  view.setBigUint64(64 + 32, 248n, true);
  return bytes;
}

const changed = (at: number, value: number): Uint8Array => {
  const bytes = elf();
  bytes[at] = value;
  return bytes;
};

test("an object of this machine's kind has no flaw", () => {
  expect(flawOf(elf(), elf())).toBeUndefined();
});

test("garbage, another processor, and what is cut off are told apart", () => {
  expect(flawOf(new Uint8Array(0), elf())).toBe("is no object file");
  expect(flawOf(new Uint8Array(1000).fill(7), elf())).toBe("is no object file");
  // 183 is AArch64, 1 the class of 32 bits.
  expect(flawOf(changed(18, 183), elf())).toBe("is for another kind of processor");
  expect(flawOf(changed(4, 1), elf())).toBe("is for another kind of processor");
  for (const length of [247, 200, 121, 64])
    expect(flawOf(elf().subarray(0, length), elf())).toBe("is cut off");
  // A segment that ends a byte behind the file.
  expect(flawOf(changed(64 + 32, 249), elf())).toBe("is cut off");
});

test("where objects are no ELF files, only an empty one is refused", () => {
  const machO = Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe, ...new Uint8Array(60));
  expect(flawOf(machO, machO)).toBeUndefined();
  expect(flawOf(new Uint8Array(0), machO)).toBe("is empty");
});

test.skipIf(process.platform !== "linux")("Node's own program is of this machine's kind (Linux)", () => {
  expect(flawOf(readFileSync(process.execPath))).toBeUndefined();
});

test("an object that changes how the process rounds is not loaded", () => {
  const bytes = elf();
  bytes.set(Buffer.from("set_fast_math"), 130);
  expect(flawOf(bytes, elf())).toBe("would let the whole process round what is tiny to 0");
});
