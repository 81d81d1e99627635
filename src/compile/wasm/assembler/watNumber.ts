import { shortestFloat32 } from "../../../base/shortestFloat32.ts";

const bits = new DataView(new ArrayBuffer(8));

function special(value: number): string | undefined {
  if (Object.is(value, -0)) return "-0";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return undefined;
}

/** The four bytes of an f32 as the text format writes it, NaN with its payload. */
export function f32Text(bytes: Uint8Array): string {
  bytes.forEach((byte, i) => {
    bits.setUint8(i, byte);
  });
  const integer = bits.getUint32(0, true);
  const value = bits.getFloat32(0, true);
  if (!Number.isNaN(value)) return special(value) ?? String(shortestFloat32(value));
  return `${integer >>> 31 ? "-" : ""}nan:0x${(integer & 0x7fffff).toString(16)}`;
}

/** The eight bytes of an f64 as the text format writes it, NaN with its payload. */
export function f64Text(bytes: Uint8Array): string {
  bytes.forEach((byte, i) => {
    bits.setUint8(i, byte);
  });
  const integer = bits.getBigUint64(0, true);
  const value = bits.getFloat64(0, true);
  if (!Number.isNaN(value)) return special(value) ?? String(value);
  return `${integer >> 63n ? "-" : ""}nan:0x${(integer & 0xfffffffffffffn).toString(16)}`;
}

/** Sixteen bytes as the constant of a v128: four words of bits, which is exact for every kind of lane. */
export function v128Text(bytes: Uint8Array): string {
  const words = Array.from({ length: 4 }, (_, lane) => {
    const hex = Array.from(bytes.subarray(4 * lane, 4 * lane + 4), (b) => b.toString(16).padStart(2, "0"));
    return `0x${hex.reverse().join("")}`;
  });
  return `i32x4 ${words.join(" ")}`;
}

/** Bytes as a string of the text format: printable ASCII as it is, the rest as `\\hh`. */
export function bytesText(bytes: Uint8Array): string {
  const parts = Array.from(bytes, (byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${parts.join("")}"`;
}
