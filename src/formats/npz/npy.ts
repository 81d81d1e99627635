import { fail } from "../../base/error.ts";
import { sizeOf } from "../../base/shape.ts";

/** An npy file as it lies: the type of its elements in NumPy's letters, its shape, and their bytes. */
interface RawArray {
  readonly type: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The parts of an npy file (numpy/lib/format.py), undefined where it does not begin as one. */
export function rawArray(bytes: Uint8Array): RawArray | undefined {
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']{1,20})'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (type === undefined || shape === undefined) return undefined;
  return {
    type,
    shape: shape
      .split(",")
      .filter((size) => size.trim() !== "")
      .map(Number),
    data: bytes.subarray(start + length),
  };
}

/** The bytes of an npy file (format 1.0) that holds a text in UTF-8 as an array of uint8: `bytes(a).decode()`. */
export function npyOfText(text: string): Uint8Array {
  const data = new TextEncoder().encode(text);
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${data.length},), }`;
  // The data begins at a multiple of 64, and the header ends with its line.
  const start = Math.ceil((magic.length + 4 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + data.length);
  bytes.set([...magic, 1, 0, (start - 10) & 0xff, (start - 10) >> 8]);
  bytes.set(new TextEncoder().encode(`${header.padEnd(start - 11)}\n`), 10);
  bytes.set(data, start);
  return bytes;
}

/** The text that {@link npyOfText} wrote. */
export function textOfNpy(bytes: Uint8Array, who: string): string {
  const raw = rawArray(bytes);
  if (raw?.type !== "|u1" || raw.data.length !== sizeOf(raw.shape))
    return fail("data", { who, expected: "text as an array of uint8", got: "another array" });
  return new TextDecoder().decode(raw.data);
}

/**
 * The texts in an npy file of NumPy's type `U`, row by row: each has as many characters of 32 bits as the longest, with
 * zeros at its end.
 *
 * @throws ChainruleError `data` for an array of another type, or one that is cut short
 */
export function textsOfNpy(bytes: Uint8Array, who: string): string[] {
  const raw = rawArray(bytes);
  const [, order, letters] = /^([<>])U(\d+)$/.exec(raw?.type ?? "") ?? [];
  if (!raw || letters === undefined)
    return fail("data", {
      who,
      expected: "text",
      got: raw ? `an array of type ${raw.type}` : "no npy file",
      fix: "Save it as text, e.g. np.array(a, dtype=str).",
    });
  const width = 4 * Number(letters);
  const count = sizeOf(raw.shape);
  if (raw.data.length !== count * width)
    return fail("data", { who, expected: `${count * width} bytes of text`, got: String(raw.data.length) });
  const view = new DataView(raw.data.buffer, raw.data.byteOffset, raw.data.byteLength);
  // Of empty texts there may be any number in no bytes.
  const most = width === 0 ? Math.min(count, 1) : count;
  return Array.from({ length: most }, (_, i) => textAt(view, i * width, width, order === "<", who));
}

function textAt(view: DataView, start: number, width: number, littleEndian: boolean, who: string): string {
  let end = start + width;
  while (end > start && view.getUint32(end - 4) === 0) end -= 4;
  let text = "";
  for (let at = start; at < end; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (point > 0x10ffff) fail("data", { who, expected: "characters of Unicode", got: String(point) });
    text += String.fromCodePoint(point);
  }
  return text;
}
