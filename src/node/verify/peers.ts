import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** An optional package that was found. */
export interface Peer {
  /** The file to import. */
  readonly entry: string;
  readonly version: string;
}

/**
 * Where an optional package lies: in the project of the current folder, beside Chainrule, or in the folder that the
 * environment variable CHAINRULE_PEERS names.
 */
export function findPeer(name: string, folder: string = process.cwd()): Peer | undefined {
  const named = process.env.CHAINRULE_PEERS;
  const places = [join(folder, "here.js"), import.meta.url, ...(named ? [join(named, "here.js")] : [])];
  for (const place of places) {
    try {
      const entry = createRequire(place).resolve(name);
      return { entry, version: versionAbove(dirname(entry), name) };
    } catch {
      // It is not there.
    }
  }
  return undefined;
}

/** The version in the package.json of a package, some folders above a file of it. */
function versionAbove(folder: string, name: string): string {
  try {
    const text = readFileSync(join(folder, "package.json"), "utf8");
    const found = JSON.parse(text) as { readonly name?: string; readonly version?: string };
    if (found.name === name && found.version !== undefined) return found.version;
  } catch {
    // It stands further up.
  }
  return dirname(folder) === folder ? "" : versionAbove(dirname(folder), name);
}
