/** A byte buffer that grows, with the number formats of the WebAssembly binary format. */
export interface Bytes {
  readonly length: number;
  byte(value: number): void;
  /** LEB128, unsigned: 0 to 2^32 - 1. */
  u32(value: number): void;
  /** LEB128, signed: -2^31 to 2^31 - 1. */
  s32(value: number): void;
  /** LEB128, signed: -2^63 to 2^63 - 1. */
  s64(value: bigint): void;
  /** Four bytes, the low one first. */
  word(value: number): void;
  raw(bytes: Uint8Array): void;
  /** The length of `bytes`, then `bytes`. */
  vector(bytes: Uint8Array): void;
  /** A view of what was written so far; the next write may leave it behind. */
  view(): Uint8Array<ArrayBuffer>;
}

export function byteBuffer(capacity = 256): Bytes {
  let buffer = new Uint8Array(capacity);
  let length = 0;

  function reserve(count: number) {
    if (length + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * buffer.length, length + count));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  function byte(value: number) {
    if (length === buffer.length) reserve(1);
    buffer[length++] = value;
  }

  function u32(value: number) {
    let rest = value >>> 0;
    if (length + 5 > buffer.length) reserve(5);
    while (rest > 0x7f) {
      buffer[length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[length++] = rest;
  }

  // Ends where the rest is only the sign, and bit 6 of the last byte already says so.
  function s32(value: number) {
    let rest = value;
    while (rest < -64 || rest > 63) {
      byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    byte(rest & 0x7f);
  }

  function s64(value: bigint) {
    let rest = value;
    while (rest < -64n || rest > 63n) {
      byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    byte(Number(rest & 0x7fn));
  }

  function word(value: number) {
    for (let shift = 0; shift < 32; shift += 8) byte((value >>> shift) & 0xff);
  }

  function raw(bytes: Uint8Array) {
    reserve(bytes.length);
    buffer.set(bytes, length);
    length += bytes.length;
  }

  return {
    get length() {
      return length;
    },
    byte,
    u32,
    s32,
    s64,
    word,
    raw,
    vector(bytes) {
      u32(bytes.length);
      raw(bytes);
    },
    view: () => buffer.subarray(0, length),
  };
}
