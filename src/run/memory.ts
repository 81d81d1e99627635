import { fail } from "../base/error.ts";
import { pageBytes } from "../compile/wasm/generate.ts";

/** Pages a 32-bit memory can have. */
const mostPages = 65536;

const pagesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / pageBytes));
const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const who = "wasm";
const fix = "Shrink the data, the batch or the layers.";

/** @throws ChainruleError `usage` that names the size where 32 bits cannot address it */
export function requireAddresses(bytes: number): void {
  if (pagesOf(bytes) > mostPages)
    fail("usage", { who, expected: "a program of at most 4096 MiB", got: mebibytes(bytes), fix });
}

/**
 * The memory of a program.
 *
 * @throws ChainruleError `usage` that names the size where there is not so much
 */
export function memoryOf(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = pagesOf(bytes);
  try {
    return new WebAssembly.Memory({ initial: pages, ...(shared && { maximum: pages, shared }) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const expected = `${mebibytes(bytes)} of free memory`;
    return fail("usage", { who, expected, got: "less", fix }, error);
  }
}
