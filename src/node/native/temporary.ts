import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "chainrule-native-";

/** Milliseconds after which nobody uses such a folder any more. */
const day = 86_400_000;

/** Makes a folder for temporary files that only its owner may enter. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), prefix));

/** Removes one, where that can be done. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A later build sweeps it up.
  }
}

/** Removes those of this user's that were left behind a day ago or longer, when the machine went off, say. */
export function sweep(): void {
  try {
    for (const name of readdirSync(tmpdir())) {
      if (!name.startsWith(prefix)) continue;
      const path = join(tmpdir(), name);
      const known = lstatSync(path, { throwIfNoEntry: false });
      if (!known?.isDirectory() || known.uid !== process.getuid?.()) continue;
      if (Date.now() - known.mtimeMs > day) removeFolder(path);
    }
  } catch {
    // What lies there harms nobody.
  }
}
