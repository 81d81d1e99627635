import { basename, extname } from "node:path";
import { fail } from "../base/error.ts";
import { writeFileAtomic } from "../node/files.ts";
import { type Io, pathIn, say } from "./io.ts";
import { runFolderOf } from "./whereabouts.ts";

/** What a file is called that is made from a run folder or from another file: that one's name without its ending. */
export function nameFrom(io: Io, source: string): string {
  const name = basename(runFolderOf(pathIn(io, source)));
  return name.slice(0, name.length - extname(name).length) || "model";
}

/**
 * Writes a file that was made from another one.
 *
 * @throws ChainruleError `usage` where it would take that one's place, `file` where it cannot be written
 */
export async function writeFrom(
  io: Io,
  source: string,
  out: string,
  contents: Uint8Array | string,
): Promise<void> {
  if (pathIn(io, out) === pathIn(io, source))
    fail("usage", {
      who: "--out",
      expected: "another file than the one that is read",
      got: `"${out}"`,
      fix: "Name another one with --out.",
    });
  await writeFileAtomic(pathIn(io, out), contents);
  say(io.stdout, `Written to ${out} (${sizeText(new Blob([contents as BlobPart]).size)})`);
}

/** A size as people say it: `730 B`, `12.5 KB`, `3.2 MB`. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Number((bytes / 1e3).toFixed(1))} KB` : `${Number((bytes / 1e6).toFixed(1))} MB`;
}
