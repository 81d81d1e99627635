import { fail } from "../../../../src/base/error.ts";
import type { TableParts } from "../../../../src/data/arrays.ts";
import { readTable } from "../../../../src/data/readTable.ts";
import { sha256 } from "../../../../src/formats/sha256.ts";
import type { FileSource } from "../../../state/fileSource.ts";

/** A file that was handed in. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const kept = new Map<string, KeptFile>();

/** Keeps a file for the runs that are made from it; returns the first twelve digits of its SHA-256. */
export async function keepFile(name: string, bytes: Uint8Array): Promise<string> {
  const sha = (await sha256(bytes)).slice(0, 12);
  kept.set(sha, { name, bytes });
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
  return readTable(bytes, name, Object.keys(source.types).length > 0 ? { types: source.types } : {});
}
