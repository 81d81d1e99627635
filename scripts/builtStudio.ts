import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildStudio } from "./studio.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(root, "node_modules", ".cache", "studio");

/** After it a build that nothing uses any more is taken away. Milliseconds. */
const anHour = 3_600_000;

/** Changes with every file of the studio and of the library. */
function stampOf(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "studio", "scripts"])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
      if (file.endsWith(".test.ts")) continue;
      const { mtimeMs, size } = statSync(join(root, folder, file));
      hash.update(`${folder}/${file} ${mtimeMs} ${size}\n`);
    }
  return hash.digest("hex").slice(0, 16);
}

/** A folder with the built studio, made once for all test files. */
export async function builtStudioFolder(): Promise<string> {
  const folder = join(cache, stampOf());
  const lock = `${folder}.lock`;
  mkdirSync(cache, { recursive: true });
  while (!existsSync(folder)) {
    try {
      mkdirSync(lock);
    } catch {
      // Another test file builds it; a lock older than a build takes was left by a process that died.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000)
        rmSync(lock, { recursive: true });
      await wait(100);
      continue;
    }
    try {
      for (const old of readdirSync(cache))
        if (Date.now() - statSync(join(cache, old)).mtimeMs > anHour)
          rmSync(join(cache, old), { recursive: true });
      await buildStudio(`${folder}.new`);
      renameSync(`${folder}.new`, folder);
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
  return folder;
}
