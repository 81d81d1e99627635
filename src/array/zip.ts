import { inflate, inflateReason, mostUnpacked } from "./inflate.ts";

/** Records of the zip format: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
export const localHeader = 0x04034b50;
export const centralHeader = 0x02014b50;
export const endOfDirectory = 0x06054b50;
export const endLength = 22;

/** Files that an archive may have: a network has some dozen arrays, and each file costs a tenth of a millisecond. */
const mostFiles = 10_000;

/**
 * The files in a zip archive by name, in the archive's order, unpacked and with their checksums verified.
 * None may become longer than the directory says, and all together no more than `most`: entries may
 * share their packed bytes, so that each alone looks harmless. Nor does a name stand there twice: one reader would
 * take the first, and the next one the last.
 * numpy-ts can read npz archives as well, but a damaged one ends the process there.
 *
 * @param most the bytes that all files may have together
 * @throws Error with the reason, where the archive is damaged or packed in a way npz files are not
 */
export async function readZip(
  bytes: Uint8Array,
  most: number = mostUnpacked(bytes.length),
): Promise<Map<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  let room = most;
  let at = bytes.length - endLength;
  while (at >= 0 && view.getUint32(at, true) !== endOfDirectory) at--;
  if (at < 0) throw new Error("no zip directory at its end");
  let entry = view.getUint32(at + 16, true);
  const count = view.getUint16(at + 10, true);
  if (count > mostFiles) throw new Error(`it holds ${count} files, and ${mostFiles} are read at most`);
  for (let left = count; left > 0; left--) {
    if (entry + 46 > bytes.length || view.getUint32(entry, true) !== centralHeader)
      throw new Error("its zip directory is damaged");
    const nameLength = view.getUint16(entry + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(entry + 46, entry + 46 + nameLength));
    const packed = packedBytes(
      bytes,
      view,
      view.getUint32(entry + 42, true),
      view.getUint32(entry + 20, true),
    );
    const size = view.getUint32(entry + 24, true);
    room -= size;
    if (files.has(name)) throw new Error(`${JSON.stringify(name)} stands in it twice`);
    if (room < 0) throw new Error(`its contents are larger than ${Math.floor(most / 2 ** 20)} MiB`);
    const data = await unpack(packed, view.getUint16(entry + 10, true), name, size);
    if (data?.length !== size) throw new Error(`the size of ${name} is not the one its directory states`);
    if (crc32(data) !== view.getUint32(entry + 16, true)) throw new Error(`the checksum of ${name} is wrong`);
    files.set(name, data);
    entry += 46 + nameLength + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return files;
}

function packedBytes(bytes: Uint8Array, view: DataView, header: number, size: number): Uint8Array {
  if (header + 30 > bytes.length || view.getUint32(header, true) !== localHeader)
    throw new Error("its zip directory points outside the file");
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  return bytes.subarray(start, start + size);
}

async function unpack(
  packed: Uint8Array,
  method: number,
  name: string,
  size: number,
): Promise<Uint8Array | undefined> {
  if (method === 0) return packed;
  if (method === 8)
    return inflate(packed, "deflate-raw", size).catch((cause) => {
      throw new Error(`${name} does not unpack: ${inflateReason(cause)}`, { cause });
    });
  throw new Error(`${name} is packed by zip method ${method}, not by deflate`);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The checksum of zip and gzip (ISO 3309, reflected polynomial 0xEDB88320). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
