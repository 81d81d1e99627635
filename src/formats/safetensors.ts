import { NDArray } from "../array/ndarray.ts";
import { bytesOf, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { elementTypes, readElements, writers } from "./safetensors/elements.ts";
import { metadataName, prefixLength, readHeader } from "./safetensors/header.ts";

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Map<string, NDArray>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The data starts at a multiple of this, so a reader may map the file and use it in place. */
const alignment = 8;

/**
 * The bytes of a safetensors file (github.com/huggingface/safetensors, format of 2022): the length of the header,
 * the header in JSON, the elements in little-endian order. float32, float64, int32 and bool are written as F32,
 * F64, I32 and BOOL. The same arrays give the same bytes.
 *
 * @param metadata texts to keep with the tensors
 * @throws ChainruleError `usage` for a tensor named `__metadata__`, which the format reserves
 *
 * @example
 * const bytes = writeSafetensors(new Map([["W1", asArray([[1, 2]], "float32")]]), { epoch: "3" });
 * readSafetensors(bytes).tensors.get("W1").tolist(); // [[1, 2]]
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, NDArray>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  if (tensors.has(metadataName))
    fail("usage", {
      who: "writeSafetensors",
      expected: `tensors not named ${metadataName}`,
      got: "one of that name",
      fix: "The format reserves that name.",
    });
  const placed = place(tensors);
  const header = headerOf(placed, metadata);
  const dataStart = prefixLength + header.length;
  const bytes = new Uint8Array(dataStart + placed.reduce((end, tensor) => Math.max(end, tensor.end), 0));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, prefixLength);
  for (const { array, start } of placed) {
    const { write } = writers[array.dtype];
    const step = bytesOf(array.dtype);
    array.data.forEach((value, i) => {
      write(view, dataStart + start + i * step, value);
    });
  }
  return bytes;
}

interface Placed {
  readonly name: string;
  readonly array: NDArray;
  readonly start: number;
  readonly end: number;
}

/**
 * Gives each tensor its bytes, the widest elements first: every tensor then starts at a multiple of its element's
 * size without a hole. The order of the names stays.
 */
function place(tensors: ReadonlyMap<string, NDArray>): readonly Placed[] {
  const bytesPerElement = (name: string) => bytesOf(tensors.get(name)!.dtype);
  const places = new Map<string, Placed>();
  let start = 0;
  for (const name of [...tensors.keys()].sort((a, b) => bytesPerElement(b) - bytesPerElement(a))) {
    const array = tensors.get(name)!;
    const end = start + array.size * bytesPerElement(name);
    places.set(name, { name, array, start, end });
    start = end;
  }
  return [...tensors.keys()].map((name) => places.get(name)!);
}

/** The header in UTF-8, padded with spaces to the alignment. */
function headerOf(placed: readonly Placed[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const entry = ({ array, start, end }: Placed) =>
    JSON.stringify({ dtype: writers[array.dtype].name, shape: array.shape, data_offsets: [start, end] });
  // Joined from its parts, since an object would put a name such as "0" first and lose one such as "__proto__".
  const parts = placed.map((tensor) => `${JSON.stringify(tensor.name)}:${entry(tensor)}`);
  if (Object.keys(metadata).length > 0) parts.unshift(`"${metadataName}":${JSON.stringify(metadata)}`);
  const json = new TextEncoder().encode(`{${parts.join(",")}}`);
  const padded = new Uint8Array(Math.ceil(json.length / alignment) * alignment).fill(0x20);
  padded.set(json);
  return padded;
}

/**
 * The tensors in the bytes of a safetensors file. F32, F64, I32 and BOOL keep their type; F16 and BF16 widen to
 * float32; other integers become int32, or float64 where one does not fit.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` with what is wrong: cut short, a header that is no JSON, names twice, an unknown
 * dtype, a size that is not the shape's, data that overlaps, leaves holes or lies outside the file
 *
 * @example
 * const bytes = writeSafetensors(new Map([["b1", asArray([0.5])]]));
 * [...readSafetensors(bytes).tensors.keys()]; // ["b1"]
 */
export function readSafetensors(bytes: Uint8Array, who = "safetensors"): Safetensors {
  const { entries, metadata, dataStart } = readHeader(bytes, who);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = new Map<string, NDArray>();
  for (const { name, dtype, shape, start, end } of entries) {
    const type = elementTypes[dtype]!;
    const read = readElements(type, view, dataStart + start, (end - start) / type.bytes);
    if (read.dtype === "bool") requireBooleans(read.data, `${who}, tensor "${name}"`);
    tensors.set(name, new NDArray(read.data, shape, read.dtype));
  }
  return { tensors, metadata };
}

function requireBooleans(data: TypedArray, who: string): void {
  const bad = data.findIndex((value) => value > 1);
  if (bad >= 0)
    fail("data", { who, expected: "0 or 1 for each BOOL", got: `${data[bad]} as element ${bad}` });
}
