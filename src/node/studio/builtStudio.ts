import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../../base/error.ts";
import { readFile } from "../readFile.ts";
import { addressOf, type Resource, type Resources, typeOf } from "./resource.ts";

/** The studio in one file, which works from the disk. */
const offlineFile = "chainrule-studio.html";

const page = "index.html";

/**
 * The files of a built studio by their addresses, the page also as `/`. The folder is read now, and links in it are
 * passed over: what comes into it later is not served, nor what lies elsewhere.
 *
 * @throws ChainruleError `file` where the studio has not been built
 */
export async function builtStudio(folder: string): Promise<Resources> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const resources = new Map<string, Resource>();
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const names = path.slice(folder.length).split(/[/\\]/).filter(Boolean);
    resources.set(addressOf(...names), studioFile(path, names));
  }
  const start = resources.get(addressOf(page));
  if (!start) return refuseUnbuilt(folder, page);
  return resources.set("/", start);
}

/**
 * The bytes of the studio in one file.
 *
 * @throws ChainruleError `file` where the studio has not been built
 */
export const offlineStudio = (folder: string): Promise<Uint8Array> =>
  readFile(join(folder, offlineFile)).catch(() => refuseUnbuilt(folder, offlineFile));

function studioFile(path: string, names: readonly string[]): Resource {
  const name = names.at(-1)!;
  // A file below assets/ has the hash of its contents in its name: under that name it never changes.
  const cached =
    names[0] === "assets" && names.length > 1 ? "public, max-age=31536000, immutable" : "no-cache";
  return {
    read: () => readFile(path),
    headers: {
      "content-type": typeOf(name),
      "cache-control": cached,
      // Its scripts stand in the page, where the policy forbids them: it is to be kept, and opened from the disk.
      ...(name === offlineFile && { "content-disposition": `attachment; filename="${offlineFile}"` }),
    },
    isKept: true,
  };
}

const refuseUnbuilt = (folder: string, file: string): never =>
  fail("file", {
    who: "studio",
    expected: `the built studio (${file}) in ${folder}`,
    got: "none",
    fix: "Run npm run build.",
  });
