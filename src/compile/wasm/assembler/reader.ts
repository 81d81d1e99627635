/** Reads the number formats of the WebAssembly binary format, from the start of `bytes` to its end. */
export interface Reader {
  done(): boolean;
  byte(): number;
  u32(): number;
  s32(): number;
  s64(): bigint;
  take(count: number): Uint8Array;
  /** The bytes after a length. */
  vector(): Uint8Array;
  text(): string;
  /** What `read` gives, as many times as a count says. */
  many<T>(read: () => T): T[];
}

const utf8 = new TextDecoder();

export function reader(bytes: Uint8Array): Reader {
  let at = 0;

  function byte() {
    return bytes[at++]!;
  }

  function leb(signed: boolean): bigint {
    let value = 0n;
    let shift = 0n;
    let last: number;
    do {
      last = byte();
      value |= BigInt(last & 0x7f) << shift;
      shift += 7n;
    } while (last & 0x80);
    return signed && last & 0x40 ? value - (1n << shift) : value;
  }

  function take(count: number) {
    at += count;
    return bytes.subarray(at - count, at);
  }

  const u32 = () => Number(leb(false));
  return {
    done: () => at >= bytes.length,
    byte,
    u32,
    s32: () => Number(leb(true)),
    s64: () => leb(true),
    take,
    vector: () => take(u32()),
    text: () => utf8.decode(take(u32())),
    many: (read) => Array.from({ length: u32() }, read),
  };
}
