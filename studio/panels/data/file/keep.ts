import { fail } from "../../../../src/base/error.ts";
import type { TableParts } from "../../../../src/data/arrays.ts";
import { gunzip, isGzip } from "../../../../src/data/gunzip.ts";
import { readTable } from "../../../../src/data/readTable.ts";
import { sha256 } from "../../../../src/formats/sha256.ts";
import { requireReadable } from "../../../engine/limits.ts";
import type { FileSource } from "../../../state/fileSource.ts";

/** A file that was handed in. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that are kept; of more, the one that was handed in first goes. */
const most = 12;

const kept = new Map<string, KeptFile>();

/** The table that was read last: while its columns are given their roles, it is asked for again and again. */
let latest: { readonly key: string; readonly table: Promise<TableParts> } | undefined;

/**
 * Keeps a file for the runs that are made from it; returns the first twelve digits of its SHA-256.
 *
 * @throws ChainruleError `data` for one that is too large for a page
 */
export async function keepFile(name: string, bytes: Uint8Array): Promise<string> {
  requireReadable(name, isGzip(bytes) ? (await gunzip(bytes, name)).length : bytes.length);
  const sha = (await sha256(bytes)).slice(0, 12);
  kept.delete(sha);
  kept.set(sha, { name, bytes });
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return sha;
}

/** @throws ChainruleError `file` for one that was not handed in */
export const keptFile = ({ name, sha }: Pick<FileSource, "name" | "sha">): KeptFile =>
  kept.get(sha) ??
  fail("file", {
    who: "data",
    expected: `the file ${name} (SHA-256 ${sha}...)`,
    got: "none yet",
    fix: "Drop it on the page.",
  });

/** The table of a kept file, its columns of the types that were chosen. */
export function tableOf(source: FileSource): Promise<TableParts> {
  const { name, bytes } = keptFile(source);
  const types = Object.keys(source.types).length > 0 ? { types: source.types } : {};
  const key = JSON.stringify([source.sha, name, types]);
  if (latest?.key !== key) latest = { key, table: readTable(bytes, name, types) };
  return latest.table;
}
