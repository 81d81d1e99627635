import { fail } from "../../base/error.ts";
import { isRecord } from "../../base/isRecord.ts";
import { suggest } from "../../base/nearest.ts";
import { formatShape, type Shape, sizeOf } from "../../base/shape.ts";
import { showValue } from "../../base/showValue.ts";
import { parseJson } from "../parseJson.ts";
import { duplicateName } from "./duplicates.ts";
import { elementTypes } from "./elements.ts";

/** Bytes before the header: its length, an unsigned integer of 64 bits. */
export const prefixLength = 8;
/** The longest header the reference implementation reads, which keeps a damaged length from taking all memory. */
const longestHeader = 100_000_000;

/** As many axes as NumPy allows. */
const mostAxes = 64;

export const metadataName = "__metadata__";

/** Where one tensor lies in the data that follows the header. */
export interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

export interface Header {
  readonly entries: readonly Entry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the data starts. */
  readonly dataStart: number;
}

/**
 * Reads and verifies the header of a safetensors file.
 *
 * @throws ChainruleError `data` with the first rule of the format that the file breaks
 */
export function readHeader(bytes: Uint8Array, who: string): Header {
  const dataStart = prefixLength + headerLength(bytes, who);
  const header = parse(bytes.subarray(prefixLength, dataStart), who);
  const entries: Entry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header))
    if (name === metadataName) metadata = readMetadata(value, who);
    else entries.push(readEntry(name, value, who));
  verifyLayout(entries, bytes.length - dataStart, who);
  return { entries, metadata, dataStart };
}

function headerLength(bytes: Uint8Array, who: string): number {
  if (bytes.length < prefixLength)
    refuse(who, "a safetensors file, which starts with 8 bytes", `${bytes.length}`, complete);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, prefixLength).getBigUint64(0, true));
  if (length > longestHeader)
    refuse(who, "a header of at most 100 MB", `a length of ${length} bytes`, "Is it a safetensors file?");
  if (prefixLength + length > bytes.length)
    refuse(who, `a header of ${length} bytes`, `${bytes.length - prefixLength} bytes in all`, complete);
  return length;
}

const complete = "Is the file complete?";
const again = "Write the file again.";

const refuse = (who: string, expected: string, got: string, fix: string = again, cause?: unknown): never =>
  fail("data", { who, expected, got, fix }, cause);

type Json = Readonly<Record<string, unknown>>;

function parse(bytes: Uint8Array, who: string): Json {
  const bad = (got: string, cause?: unknown) => refuse(who, "a header in JSON", got, again, cause);
  if (bytes[0] !== 0x7b) return bad("one that does not start with {");
  let header: unknown;
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    header = parseJson(text);
  } catch (cause) {
    return bad(`text that does not parse (${cause instanceof Error ? cause.message : cause})`, cause);
  }
  const twice = duplicateName(text);
  if (twice !== undefined) return refuse(who, "each name once in the header", `"${twice}" twice`);
  return header as Json;
}

function readMetadata(value: unknown, who: string): Record<string, string> {
  if (!isRecord(value)) return refuse(who, `an object as ${metadataName}`, show(value));
  for (const [key, text] of Object.entries(value))
    if (typeof text !== "string") refuse(who, `text as ${metadataName}.${key}`, show(text));
  return value as Record<string, string>;
}

function readEntry(name: string, value: unknown, who: string): Entry {
  const tensor = `${who}, tensor "${name}"`;
  if (!isRecord(value)) return refuse(tensor, "an object with dtype, shape and data_offsets", show(value));
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string" || !Object.hasOwn(elementTypes, dtype))
    return refuse(
      tensor,
      "a dtype that Chainrule reads",
      show(dtype),
      suggest(String(dtype), Object.keys(elementTypes)),
    );
  if (!areCounts(shape) || !Number.isSafeInteger(sizeOf(shape)))
    return refuse(tensor, "a shape of whole numbers", show(shape));
  if (shape.length > mostAxes) return refuse(tensor, `at most ${mostAxes} axes`, `${shape.length}`);
  if (!areCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!)
    return refuse(tensor, "data_offsets [start, end], start not after end", show(offsets));
  const [start, end] = offsets as [number, number];
  const needed = sizeOf(shape) * elementTypes[dtype]!.bytes;
  if (end - start !== needed)
    refuse(tensor, `${needed} bytes for ${dtype} of shape ${formatShape(shape)}`, `${end - start}`);
  return { name, dtype, shape, start, end };
}

const areCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);

/** A value of the header as it stands there, cut where it is long. */
const show = (value: unknown): string => (value === undefined ? "none" : showValue(value));

/** Tensors fill the data from its first byte to its last, without holes and without sharing a byte. */
function verifyLayout(entries: readonly Entry[], available: number, who: string): void {
  const sorted = [...entries].sort((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  for (const { name, start, end } of sorted) {
    if (start !== at)
      refuse(
        `${who}, tensor "${name}"`,
        `data that starts at byte ${at}${at > 0 ? ", where the tensor before it ends" : ""}`,
        `byte ${start}, which ${start < at ? "overlaps" : "leaves a hole"}`,
      );
    at = end;
  }
  if (at > available) refuse(who, `${at} bytes of data`, `${available}`, complete);
  if (at < available)
    refuse(
      who,
      `${at} bytes of data, as the header says`,
      `${available}`,
      "What follows belongs to no tensor.",
    );
}
