import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { sha256 } from "../sha256.ts";
import { openSandbox } from "./sandbox.ts";

afterEach(() => {
  vi.doUnmock("h5wasm");
  vi.resetModules();
});

test("where h5wasm is not installed, the error says how to install it", async () => {
  vi.resetModules();
  vi.doMock("h5wasm", () => {
    throw new Error("Cannot find package 'h5wasm'");
  });
  const { readKeras } = await import("./read.ts");
  const path = new URL("../../../test/golden/keras/double.keras", import.meta.url);
  const error = await readKeras(new Uint8Array(readFileSync(path)), "net.keras").catch((reason) => reason);
  expect(error.message).toBe(
    "net.keras: expected the package h5wasm, which reads and writes HDF5, but got none. Install it: npm install h5wasm.",
  );
  expect(error.code).toBe("usage");
});

test("whatever happens in the library, its memory and its files are as they were before", async () => {
  const { h5, run } = await openSandbox("test");
  const module = await h5.ready;
  const before = await sha256(module.HEAPU8);
  const { length } = module.HEAPU8;
  const files = () => module.FS.readdir("/");
  const names = files();
  expect(() =>
    run(new Uint8Array(3000), (path) => {
      module.HEAPU8.fill(255, 1_000_000, 2_000_000);
      expect(files()).not.toEqual(names);
      return new h5.File(path, "r");
    }),
  ).toThrow();
  expect(files()).toEqual(names);
  expect(await sha256(module.HEAPU8.subarray(0, length))).toBe(before);
});

test("the library gets no more memory than a multiple of the file, and others keep theirs", async () => {
  const { h5, run } = await openSandbox("test");
  const module = await h5.ready;
  const before = module.HEAPU8.length;
  run(new Uint8Array(1000), () => expect(module._malloc(2 ** 27)).toBe(0));
  expect(module.HEAPU8.length).toBe(before);
  const memory = new WebAssembly.Memory({ initial: 1 });
  memory.grow(1000);
  expect(memory.buffer.byteLength).toBe(1001 * 2 ** 16);
});
