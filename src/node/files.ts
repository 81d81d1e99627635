import { type FileHandle, mkdir, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fail } from "../base/error.ts";
import { codeOf } from "./readFile.ts";

let written = 0;

/**
 * Writes a file so that at any moment, even through a power cut, `path` holds either what it held before or all of
 * the new contents: they go to a temporary file in the same folder, to the disk, and take the name last. A link is
 * followed. What is no file, such as `/dev/stdout`, is written to directly.
 *
 * @throws ChainruleError `file` for a full disk, a folder that is missing or may not be written to, or a folder in
 * place of the file; nothing is left behind
 *
 * @example
 * await writeFileAtomic(`${folder}/weights.csv`, "W1,b1\n0.5,0\n");
 * new TextDecoder().decode(await readFile(`${folder}/weights.csv`)); // "W1,b1\n0.5,0\n"
 */
export async function writeFileAtomic(path: string, contents: Uint8Array | string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${written++}.tmp`);
  try {
    const kind = await stat(target).catch(() => undefined);
    if (kind && !kind.isFile()) return await writeFile(target, contents);
    await writeThrough(temporary, contents);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    refuseToWrite(path, cause);
  }
  await syncFolder(dirname(target));
}

/**
 * Makes a folder, and those above it, unless it is there.
 *
 * @throws ChainruleError `file` for a full disk, a place that may not be written to, or a file of that name
 */
export async function makeFolder(path: string): Promise<void> {
  await makeWithParents(path).catch((cause) => refuseToWrite(path, cause));
}

/** Node's own recursive mkdir reports a full or read-only disk as a missing folder. */
async function makeWithParents(path: string, again = true): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT" && again) {
      await makeWithParents(dirname(path));
      return makeWithParents(path, false);
    }
    const there = await stat(path).catch(() => undefined);
    if (!there?.isDirectory()) throw error;
  }
}

async function writeThrough(path: string, contents: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts the new name on the disk as well. Windows cannot sync a folder, and there a rename needs no such help. */
async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, "r");
    await folder.sync();
  } catch {
    // The file is whole under its name by now; only its surviving a power cut in this moment is open.
  } finally {
    await folder?.close();
  }
}

interface Sentence {
  readonly expected: string;
  readonly got: string;
  readonly fix?: string;
}

const full: Sentence = { expected: "room on the disk", got: "a full one", fix: "Free some space." };
const forbidden: Sentence = {
  expected: "a folder that may be written to",
  got: "one that may not",
  fix: "Choose another folder.",
};
const fileAbove: Sentence = { expected: "a folder to write to", got: "a file in its place" };

const sentences: Readonly<Record<string, Sentence>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: { ...forbidden, got: "one on a read-only disk" },
  ENOENT: { expected: "a folder that exists", got: "none", fix: "Make the folder first." },
  ENOTDIR: fileAbove,
  EEXIST: fileAbove,
  EISDIR: { expected: "a file to write", got: "a folder of that name" },
  ENAMETOOLONG: { expected: "a name that the disk takes", got: "one that is too long" },
};

/** @throws ChainruleError `file` that says why `path` cannot be written */
export function refuseToWrite(path: string, cause: unknown): never {
  const code = codeOf(cause);
  const unknown = { expected: "a file to write", got: `an error (${code ?? String(cause)})` };
  fail("file", { who: path, ...(sentences[code ?? ""] ?? unknown) }, cause);
}
