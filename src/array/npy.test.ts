import { readFileSync } from "node:fs";
import { wasmFreeBytes } from "numpy-ts/core";
import { expect, test } from "vitest";
import { asArray } from "./convert.ts";
import { readNpy, readNpz, writeNpy, writeNpz } from "./npy.ts";

interface Golden {
  readonly npy: readonly { readonly about: string; readonly base64: string }[];
  readonly npz: string;
  readonly npzCompressed: string;
  readonly npzObject: string;
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../test/golden/dataFiles.json", import.meta.url), "utf8"),
);
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const npy = (about: string) => bytesOf(golden.npy.find((file) => file.about === about)!.base64);

test.each([
  [
    "float64 (2, 2)",
    "float64",
    [
      [1.5, -2],
      [0.1, Infinity],
    ],
  ],
  ["float32 (3,)", "float32", [Math.fround(0.1), 2, 3]],
  ["float16 (2,)", "float32", [0.5, 65504]],
  ["big-endian float64 (2,)", "float64", [1.25, -3]],
  [
    "Fortran order int64 (2, 3)",
    "int32",
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  ],
  ["int64 past int32 (2,)", "float64", [1, 2 ** 40]],
  ["uint8 (2,)", "int32", [0, 255]],
  ["bool (2,)", "bool", [1, 0]],
  ["scalar float64 ()", "float64", 7.5],
])("%s, saved by NumPy, reads as %s", (about, dtype, values) => {
  const array = readNpy(npy(about));
  expect(array.dtype).toBe(dtype);
  expect(array.tolist()).toEqual(values);
});

test.each([
  [
    "object (2,)",
    "a.npy: expected an array of numbers or booleans but got Python objects. Convert it in NumPy",
  ],
  [
    "text (2,)",
    "a.npy: expected an array of numbers or booleans but got text. Save text labels as class indices",
  ],
  ["complex (1,)", "a.npy: expected an array of numbers or booleans but got complex numbers."],
])("%s is refused with what to do", (about, message) => {
  expect(() => readNpy(npy(about), "a.npy")).toThrow(message);
});

test.each([
  ["no bytes", new Uint8Array(0)],
  ["a text", new TextEncoder().encode("1,2,3\n4,5,6\n")],
  ["a file cut short", npy("float64 (2, 2)").slice(0, -1)],
])("%s is no npy file", (_, bytes) => {
  expect(() => readNpy(bytes, "a.npy")).toThrow(
    /^a\.npy: expected an npy file but got bytes that do not read/,
  );
});

test("an npz file by NumPy reads by name, stored or deflated", async () => {
  const stored = await readNpz(bytesOf(golden.npz));
  expect([...stored.keys()]).toEqual(["W1", "b1"]);
  expect(stored.get("W1")!.tolist()).toEqual([[1, 2]]);
  expect(stored.get("b1")!.tolist()).toEqual([3]);
  const deflated = (await readNpz(bytesOf(golden.npzCompressed))).get("a")!;
  expect(deflated.shape).toEqual([300]);
  expect(deflated.at(299)).toBe(299 % 7);
});

test("an array of objects in an npz file is refused by its name, and the file's names are listed", async () => {
  await expect(readNpz(bytesOf(golden.npzObject), "d.npz")).rejects.toThrow(
    'd.npz, array "names" of x, names: expected an array of numbers or booleans but got Python objects.',
  );
});

test.each([
  ["cut short", (b: Uint8Array) => b.slice(0, 100), "no zip directory at its end"],
  [
    "damaged where it is deflated",
    (b: Uint8Array) => b.map((v, i) => (i >= 60 && i < 90 ? v ^ 85 : v)),
    "a.npy",
  ],
  ["empty", () => new Uint8Array(0), "no zip directory at its end"],
])("an npz file that is %s gives one sentence and no stray rejection", async (_, damage, reason) => {
  await expect(readNpz(damage(bytesOf(golden.npzCompressed)), "d.npz")).rejects.toThrow(reason);
});

/** The archive with its directory stating other sizes for the file it holds. */
function withSize(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 6, true);
  view.setUint32(directory + 24, size, true);
  return bytes;
}

test.each([
  [428, "the size of a.npy is not the one its directory states"],
  [3000, "the size of a.npy is not the one its directory states"],
  [2 ** 31, "its contents are larger than 64 MiB"],
])("an npz file whose directory states %i bytes for other contents is refused", async (size, reason) => {
  await expect(readNpz(withSize(bytesOf(golden.npzCompressed), size), "d.npz")).rejects.toThrow(reason);
});

test("a stored npz array with a flipped bit fails its checksum", async () => {
  const bytes = bytesOf(golden.npz);
  bytes[170] = bytes[170]! ^ 1;
  await expect(readNpz(bytes, "d.npz")).rejects.toThrow("the checksum of W1.npy is wrong");
});

test("arrays of every dtype come back from npy and npz as they went", async () => {
  const arrays = {
    a: asArray([
      [0.1, -0],
      [Number.NaN, 4],
    ]),
    b: asArray([0.1, 2], "float32"),
    c: asArray([-1, 2], "int32"),
    d: asArray([1, 0], "bool"),
    e: asArray(3),
  };
  expect(readNpy(writeNpy(arrays.a))).toEqual(arrays.a);
  for (const compress of [false, true])
    expect(Object.fromEntries(await readNpz(await writeNpz(arrays, { compress })))).toEqual(arrays);
});

test("reading and writing leave the memory of numpy-ts as they found it", async () => {
  const array = asArray(Array.from({ length: 1000 }, (_, i) => i));
  const free = wasmFreeBytes();
  for (const a of [array, array.astype("int32"), array.astype("float32")]) {
    readNpy(writeNpy(a));
    await readNpz(await writeNpz({ a }));
  }
  expect(() => readNpy(writeNpy(array).slice(0, -1))).toThrow("an npy file");
  // Less than any of the arrays: the heap keeps a few bytes of its own between blocks.
  expect(free - wasmFreeBytes()).toBeLessThan(1000);
});
