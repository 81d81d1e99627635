import { centralHeader, endLength, endOfDirectory } from "../array/zip.ts";
import { listed } from "../base/listed.ts";

/** What a file looks like from its bytes alone, before any of it is read in earnest. */
export interface Look {
  readonly kind: "safetensors" | "zip" | "hdf5" | "onnx" | "npy" | "pickle" | "wasm" | "text" | "unknown";
  /** The names in a zip archive. */
  readonly names: readonly string[];
  /** What was seen, as it reads in a sentence: `a zip archive of W1.npy, b1.npy`. */
  readonly seen: string;
}

/** The most names of an archive that are looked at. */
const mostNames = 10_000;

/**
 * Looks at a file: each format begins in its own way, save for ONNX, whose fields must add up to the file's length.
 *
 * @example
 * look(new TextEncoder().encode("W1 = 3")).seen; // 'text that begins "W1 = 3"'
 */
export function look(bytes: Uint8Array): Look {
  const kind = (Object.keys(signs) as (keyof typeof signs)[]).find((one) => signs[one](bytes)) ?? "unknown";
  const names = kind === "zip" ? zipNames(bytes) : [];
  return { kind, names, seen: bytes.length === 0 ? "an empty file" : sentences[kind](bytes, names) };
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]) =>
  start.every((byte, i) => bytes[i] === byte);

const signs = {
  zip: (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6),
  hdf5: (bytes: Uint8Array) => startsWith(bytes, 0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a),
  npy: (bytes: Uint8Array) => startsWith(bytes, 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
  wasm: (bytes: Uint8Array) => startsWith(bytes, 0, 0x61, 0x73, 0x6d),
  // A header in JSON, of a length that is written before it in eight bytes.
  safetensors: (bytes: Uint8Array) => bytes[8] === 0x7b && bytes[7] === 0 && bytes[6] === 0,
  onnx: isOnnx,
  pickle: (bytes: Uint8Array) => bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5,
  text: isText,
} satisfies Partial<Record<Look["kind"], (bytes: Uint8Array) => boolean>>;

const sentences: Readonly<Record<Look["kind"], (bytes: Uint8Array, names: readonly string[]) => string>> = {
  zip: (_, names) => (names.length === 0 ? "a zip archive of nothing" : `a zip archive of ${listed(names)}`),
  hdf5: () => "an HDF5 file",
  npy: () => "a single array, as np.save writes it",
  wasm: () => "a WebAssembly module",
  safetensors: () => "a safetensors file",
  onnx: () => "an ONNX model",
  pickle: () => "a Python pickle",
  text: (bytes) => `text that begins ${JSON.stringify(beginning(bytes))}`,
  unknown: (bytes) =>
    `bytes that begin ${Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`,
};

/** The first line, as far as a message shows it. */
const beginning = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(0, 40)).split(/\r?\n/)[0]!;

/** Whether the beginning reads as UTF-8, without characters that no text has. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 1000);
  try {
    // As a stream: the last character may be cut.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return start.length > 0 && !/[^\P{Cc}\t\r\n]/u.test(text);
  } catch {
    return false;
  }
}

/** The names in the directory of a zip archive; fewer where it is damaged, which its reader says better. */
function zipNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  let at = bytes.length - endLength;
  while (at >= 0 && view.getUint32(at, true) !== endOfDirectory) at--;
  if (at < 0) return names;
  let entry = view.getUint32(at + 16, true);
  while (names.length < mostNames && entry + 46 <= at && view.getUint32(entry, true) === centralHeader) {
    const length = view.getUint16(entry + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(entry + 46, entry + 46 + length)));
    entry += 46 + length + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return names;
}

/** The fields of a ModelProto (onnx.proto), by number: whether they hold bytes, or an integer. */
const modelFields: Readonly<Record<number, "bytes" | "integer">> = {
  1: "integer",
  2: "bytes",
  3: "bytes",
  4: "bytes",
  5: "integer",
  6: "bytes",
  7: "bytes",
  8: "bytes",
  14: "bytes",
  20: "bytes",
  25: "bytes",
  26: "bytes",
};
const graphField = 7;

/** Whether the bytes are fields of a ModelProto from the first to the last, a graph among them. */
function isOnnx(bytes: Uint8Array): boolean {
  let at = 0;
  let hasGraph = false;
  const integer = (): number => {
    let value = 0;
    for (let shift = 1; at < bytes.length; shift *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
    return Number.POSITIVE_INFINITY;
  };
  while (at < bytes.length) {
    const tag = integer();
    const kind = modelFields[Math.floor(tag / 8)];
    if (kind !== (tag % 8 === 0 ? "integer" : "bytes") || ![0, 2].includes(tag % 8)) return false;
    const value = integer();
    if (kind === "bytes") at += value;
    if (Math.floor(tag / 8) === graphField) hasGraph = true;
  }
  return hasGraph && at === bytes.length;
}
