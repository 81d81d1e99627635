import { closeSync, openSync, readSync } from "node:fs";

const magic = 0x7f454c46;

/**
 * Why bytes are no object that this process can load; undefined where nothing speaks against it. The loader itself
 * maps what a file promises without looking whether it is there, and the process would end where it is not.
 */
export function flawOf(bytes: Uint8Array, own: Uint8Array = ownHeader()): string | undefined {
  if (own.length < 64 || wordOf(own) !== magic) return bytes.length > 0 ? undefined : "is empty";
  if (bytes.length < 64 || wordOf(bytes) !== magic) return "is no object file";
  // Class and byte order, then the machine.
  const isOther = [4, 5, 18, 19].some((at) => bytes[at] !== own[at]);
  if (isOther) return "is for another kind of processor";
  if (endOf(bytes) > bytes.length) return "is cut off";
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(flushing))
    return "would let the whole process round what is tiny to 0";
  return undefined;
}

/** What GCC links for fast mathematics: a function that is called when the object is loaded. */
const flushing = "set_fast_math";

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
const wordOf = (bytes: Uint8Array): number => viewOf(bytes).getUint32(0);

/** The end of the last part that the header of an ELF file of 64 bits speaks of; the section table comes last. */
function endOf(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const little = bytes[5] === 1;
  const tableEnd = (offset: number, size: number, count: number): number =>
    Number(view.getBigUint64(offset, little)) + view.getUint16(size, little) * view.getUint16(count, little);
  const segments = tableEnd(32, 54, 56);
  const ends = [segments, tableEnd(40, 58, 60)];
  const size = view.getUint16(54, little);
  const first = segments - size * view.getUint16(56, little);
  for (let at = first; size >= 56 && at + size <= Math.min(segments, bytes.length); at += size)
    ends.push(Number(view.getBigUint64(at + 8, little) + view.getBigUint64(at + 32, little)));
  return Math.max(...ends);
}

let header: Uint8Array | undefined;

/** What the program of this process begins with: an object must be of the same kind. */
function ownHeader(): Uint8Array {
  if (header) return header;
  const bytes = new Uint8Array(64);
  try {
    const file = openSync(process.execPath, "r");
    readSync(file, bytes);
    closeSync(file);
    header = bytes;
  } catch {
    header = new Uint8Array(0);
  }
  return header;
}
