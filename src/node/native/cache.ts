import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crypto } from "../builtins.ts";

/** Objects that were compiled before. What goes wrong with it costs time and nothing else. */
export interface Cache {
  /** The object of a key: undefined where there is none that can be trusted. */
  take(key: string): Uint8Array | undefined;
  put(key: string, object: Uint8Array): void;
}

/** A cache may take so many bytes on the disk. */
const room = 256 * 2 ** 20;
/** No object of ours is larger. */
const largest = 64 * 2 ** 20;

export const sha256 = (bytes: Uint8Array | string): string =>
  crypto().createHash("sha256").update(bytes).digest("hex");

/**
 * A cache in a folder that only its owner may enter. A file is named by its key and by the SHA-256 of its own bytes;
 * one that others could have written, or whose bytes are not those of its name, is removed. `take` gives the very bytes
 * it has looked at, so that nothing can be changed between the look and the use.
 */
export function cacheIn(folder: string, most = room): Cache {
  return {
    take(key) {
      if (stateOf(folder) !== "private") return undefined;
      for (const name of namesIn(folder)) {
        if (!name.startsWith(`${key}-`)) continue;
        const path = join(folder, name);
        const bytes = checked(path, name.slice(key.length + 1).replace(/\.so$/, ""));
        if (bytes) return bytes;
        remove(path);
      }
      return undefined;
    },
    put(key, object) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (stateOf(folder) !== "private") return;
        write(folder, `${key}-${sha256(object)}.so`, object);
        shrink(folder, most);
      } catch {
        // A disk that is full or may not be written to: the object is made again next time.
      }
    },
  };
}

/** What can be said of a folder for objects. */
export type FolderState = "private" | "missing" | "open to others" | "out of reach";

/** Whether a folder is ours alone. Any other is left alone: others may put into it what they like. */
export function stateOf(folder: string): FolderState {
  try {
    const there = lstatSync(folder, { throwIfNoEntry: false });
    if (!there) return "missing";
    return there.isDirectory() && isPrivate(there) ? "private" : "open to others";
  } catch {
    // A file or a loop of links stands in its way, a name is too long, or a folder above may not be entered.
    return "out of reach";
  }
}

const isPrivate = ({ uid, mode }: Stats): boolean => uid === process.getuid?.() && (mode & 0o077) === 0;

/** The bytes of a file that is private and has this hash. A link is no such file. */
function checked(path: string, hash: string): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const known = fstatSync(file);
    if (!known.isFile() || !isPrivate(known) || known.size > largest) return undefined;
    const bytes = readFileSync(file);
    if (sha256(bytes) !== hash) return undefined;
    wasUsed(path);
    return bytes;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Remembers when a file was used, where that can be written down. */
function wasUsed(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // A disk that is only read: nothing is removed from it either.
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true });
  } catch {
    // It is looked at, and not believed, next time too.
  }
}

let written = 0;

/** Under another name first: other processes see all of it or nothing. */
function write(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, `.${process.pid}.${written++}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: "wx", mode: 0o600 });
    renameSync(temporary, join(folder, name));
  } catch (error) {
    remove(temporary);
    throw error;
  }
}

/** Removes what was used longest ago, until the rest fits. */
function shrink(folder: string, most: number): void {
  const files = filesIn(folder).sort((a, b) => b.mtimeMs - a.mtimeMs);
  let total = 0;
  for (const { path, size } of files) {
    total += size;
    if (total > most) rmSync(path, { force: true });
  }
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** The files in a folder. */
export const filesIn = (folder: string) =>
  namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    const known = lstatSync(path, { throwIfNoEntry: false });
    return known?.isFile() ? [{ path, size: known.size, mtimeMs: known.mtimeMs }] : [];
  });
