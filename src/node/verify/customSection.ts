import { fail } from "../../base/error.ts";

/** Bytes before the first section: `\0asm` and the version. */
const preamble = 8;

/**
 * A custom section of a WebAssembly module (WebAssembly Core 1.0, section 5.5.3): the first of that name; undefined
 * where there is none.
 *
 * @throws ChainruleError `data` for sections that do not fit into the file
 */
export function customSection(bytes: Uint8Array, name: string, who: string): Uint8Array | undefined {
  let at = preamble;
  const refuse = () =>
    fail("data", { who, expected: "a WebAssembly module", got: "sections that do not fit into the file" });
  /** A number in LEB128, of at most 32 bits. */
  const integer = (end: number): number => {
    let value = 0;
    for (let shift = 1; shift <= 2 ** 28 && at < end; shift *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
    return refuse();
  };
  while (at < bytes.length) {
    const id = bytes[at++];
    const size = integer(bytes.length);
    const end = at + size;
    if (end > bytes.length) refuse();
    if (id === 0) {
      const length = integer(end);
      if (at + length > end) refuse();
      if (new TextDecoder().decode(bytes.subarray(at, at + length)) === name)
        return bytes.subarray(at + length, end);
    }
    at = end;
  }
  return undefined;
}
