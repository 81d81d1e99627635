import { readNpy, readNpz } from "../array/npy.ts";
import { fail } from "../base/error.ts";
import { type TableParts, tableFromArray, tableFromArrays } from "./arrays.ts";
import { type CsvOptions, readCsv } from "./csv.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import { readJson } from "./json.ts";
import type { KnownColumns } from "./matchColumns.ts";

/** Formats of data files by the ending of their name. */
const tableFormats = ["csv", "tsv", "txt", "json", "npy", "npz"] as const;

/**
 * The table in a file, whose format its contents tell (npy, npz, gzip) or else its name (JSON; CSV otherwise).
 * A gzipped file is unpacked first.
 *
 * @param name the file's name, for the format and for messages
 * @throws ChainruleError `data` as the reader of its format does
 *
 * @example
 * const bytes = new TextEncoder().encode("size,kind\n1.5,cat\n3,dog\n");
 * const { table } = await readTable(bytes, "pets.csv");
 * table.columns.map(({ name }) => name); // ["size", "kind"]
 */
export async function readTable(
  bytes: Uint8Array,
  name: string,
  options: CsvOptions & KnownColumns = {},
): Promise<TableParts> {
  if (isGzip(bytes)) return readTable(await gunzip(bytes, name), name.replace(/\.gz$/i, ""), options);
  if (bytes.length === 0) fail("data", { who: name, expected: "a file with data", got: "an empty file" });
  if (/\.(xlsx?|ods|parquet)$/i.test(name))
    fail("data", {
      who: name,
      expected: `a file of kind ${tableFormats.join(", ")}`,
      got: "a spreadsheet or database",
      fix: "Save it as CSV.",
    });
  if (startsWith(bytes, 0x93, 0x4e, 0x55, 0x4d) || /\.npy$/i.test(name))
    return { table: tableFromArray(readNpy(bytes, name), name) };
  if (startsWith(bytes, 0x50, 0x4b) || /\.npz$/i.test(name))
    return tableFromArrays(await readNpz(bytes, name), name);
  const { types, known } = options;
  if (/\.json$/i.test(name))
    return { table: readJson(bytes, { name, ...(types && { types }), ...(known && { known }) }) };
  return { table: readCsv(bytes, { name, ...options }) };
}

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);
