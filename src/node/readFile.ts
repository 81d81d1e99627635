import { readFile as read, readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { buffer } from "node:stream/consumers";
import { fail } from "../base/error.ts";
import { nearest } from "../base/nearest.ts";
import type { TableParts } from "../data/arrays.ts";
import type { CsvOptions } from "../data/csv.ts";
import type { KnownColumns } from "../data/matchColumns.ts";
import { readTable } from "../data/readTable.ts";

/**
 * The bytes of a file; `-` is the standard input.
 *
 * @throws ChainruleError `file` where there is none (with a near name in that folder), or it cannot be read
 *
 * @example
 * await writeFileAtomic(`${folder}/note.txt`, "hello");
 * new TextDecoder().decode(await readFile(`${folder}/note.txt`)); // "hello"
 */
export async function readFile(path: string): Promise<Uint8Array> {
  if (path === "-") return new Uint8Array(await buffer(process.stdin));
  try {
    return new Uint8Array(await read(path));
  } catch (cause) {
    return refuseFile(path, cause);
  }
}

/**
 * The table in a file, as {@link readTable} reads it; `-` is the standard input.
 *
 * @throws ChainruleError `file` as {@link readFile}, `data` as {@link readTable}
 *
 * @example
 * await writeFileAtomic(`${folder}/pets.csv`, "size,kind\n1,cat\n3,dog\n");
 * const { table } = await readTableFile(`${folder}/pets.csv`);
 * table.rows; // 2
 */
export async function readTableFile(
  path: string,
  options: CsvOptions & KnownColumns = {},
): Promise<TableParts> {
  const name = path === "-" ? "standard input" : basename(path);
  return readTable(await readFile(path), name, options);
}

/** Says why a file cannot be read, and which other was meant. */
export async function refuseFile(path: string, cause: unknown): Promise<never> {
  const code = codeOf(cause);
  const known: Readonly<Record<string, string>> = {
    ENOENT: "none of that name",
    ENOTDIR: "none of that name",
    EISDIR: "a folder",
    EACCES: "one that may not be read",
    EPERM: "one that may not be read",
  };
  const near = code === "ENOENT" ? await nearFile(path) : undefined;
  return fail(
    "file",
    {
      who: path,
      expected: "a file to read",
      got: known[code ?? ""] ?? `an error (${code ?? String(cause)})`,
      fix: near && `Did you mean "${near}"?`,
    },
    cause,
  );
}

/** The code of an error of the file system or the network, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

async function nearFile(path: string): Promise<string | undefined> {
  const names = await readdir(dirname(path)).catch(() => []);
  return nearest(basename(path), names);
}
