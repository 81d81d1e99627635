import { fail } from "../base/error.ts";
import { centralHeader, crc32, endLength, endOfDirectory, localHeader } from "./zip.ts";

/** Sizes of the fixed parts of the records, before the names. */
const localLength = 30;
const centralLength = 46;

/** The version that an unpacker must know (2.0), and the flag that says names are UTF-8 (APPNOTE.TXT, 4.4.4). */
const version = 20;
const utf8 = 1 << 11;
/** 1 January 1980, where zip's calendar begins: a date of today would give other bytes tomorrow. */
const firstDay = (1 << 5) | 1;

/** What the fields for the number of files and for places in the archive hold at most. */
const mostFiles = 2 ** 16 - 1;
const mostBytes = 2 ** 32 - 1;

interface Placed {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly crc: number;
  readonly start: number;
}

/**
 * A zip archive of files by name, in their order; text is written as UTF-8. They are stored as they are, so that the
 * same files give the same bytes in every engine: weights and pictures hardly become smaller by packing.
 *
 * @param files by name; folders are part of it, parted by `/`
 * @throws ChainruleError `data` for more than 65,535 files, or an archive of 4 GiB
 *
 * @example
 * const bytes = writeZip(new Map([["run/notes.txt", "0.5"]]));
 * bytes.length; // 127
 */
export function writeZip(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const encoded = [...files].map(([path, content]) => ({
    name: encoder.encode(path),
    data: typeof content === "string" ? encoder.encode(content) : content,
  }));
  requireRoom(encoded);
  let start = 0;
  const placed = encoded.map((file): Placed => {
    const one = { ...file, crc: crc32(file.data), start };
    start += localLength + file.name.length + file.data.length;
    return one;
  });
  const directory = start;
  const directorySize = placed.reduce((sum, { name }) => sum + centralLength + name.length, 0);
  const bytes = new Uint8Array(directory + directorySize + endLength);
  const view = new DataView(bytes.buffer);

  let entry = directory;
  for (const one of placed) {
    const { name, data, start } = one;
    view.setUint32(start, localHeader, true);
    describe(view, start + 4, one);
    bytes.set(name, start + localLength);
    bytes.set(data, start + localLength + name.length);

    view.setUint32(entry, centralHeader, true);
    view.setUint16(entry + 4, version, true);
    describe(view, entry + 6, one);
    view.setUint32(entry + 42, start, true);
    bytes.set(name, entry + centralLength);
    entry += centralLength + name.length;
  }
  view.setUint32(entry, endOfDirectory, true);
  view.setUint16(entry + 8, placed.length, true);
  view.setUint16(entry + 10, placed.length, true);
  view.setUint32(entry + 12, directorySize, true);
  view.setUint32(entry + 16, directory, true);
  return bytes;
}

/** Numbers that are too large would be cut to what their fields hold, and the archive would be another one. */
function requireRoom(files: readonly Pick<Placed, "name" | "data">[]): void {
  const refuse = (expected: string, got: string) =>
    fail("data", { who: "writeZip", expected, got, fix: "Write several archives." });
  if (files.length > mostFiles) refuse(`at most ${mostFiles} files`, `${files.length}`);
  const bytes = files.reduce(
    (sum, { name, data }) => sum + localLength + centralLength + 2 * name.length + data.length,
    endLength,
  );
  if (bytes > mostBytes) refuse(`an archive of at most ${mostBytes} bytes`, `${bytes}`);
}

/** The fields that both headers of a file have in common. Method 0: stored, both sizes the same. */
function describe(view: DataView, at: number, { name, data, crc }: Placed): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, utf8, true);
  view.setUint16(at + 8, firstDay, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, data.length, true);
  view.setUint16(at + 22, name.length, true);
}
