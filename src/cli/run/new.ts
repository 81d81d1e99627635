import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fail } from "../../base/error.ts";
import { makeFolder, refuseToWrite, writeFileAtomic } from "../../node/files.ts";
import { codeOf } from "../../node/readFile.ts";
import { type Io, pathIn, say } from "../io.ts";
import { packageFolder } from "../packageFolder.ts";
import { projectFiles } from "../project.ts";
import { version } from "../version.ts";

/** This package as a project depends on it: the folder of a clone, which may not be in the registry; else its version. */
function dependency(): string {
  const folder = packageFolder();
  return existsSync(join(folder, "src")) ? `file:${folder}` : `^${version}`;
}

/** Writes a starting project. */
export async function startProject(io: Io, [folder = ""]: readonly string[]): Promise<number> {
  const path = pathIn(io, folder);
  const names = await readdir(path).catch((cause) =>
    codeOf(cause) === "ENOENT" ? [] : refuseToWrite(path, cause),
  );
  if (names.length > 0)
    fail("file", {
      who: folder,
      expected: "a folder that is not there yet, or is empty",
      got: `one with ${names.slice(0, 3).join(", ")} in it`,
      fix: "Choose another name.",
    });
  await makeFolder(path);
  for (const [name, text] of Object.entries(projectFiles(basename(path), dependency())))
    await writeFileAtomic(join(path, name), text);
  say(io.stdout, `Written. Next:\n\n  cd ${folder}\n  npm install\n  npm start`);
  return 0;
}
