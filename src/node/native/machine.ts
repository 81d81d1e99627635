import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { vectorTypes } from "../../compile/c/vectorTypes.ts";
import { objectFolder, workshop } from "./build.ts";
import { type FolderState, filesIn, stateOf } from "./cache.ts";
import { runSync } from "./command.ts";
import { compilerOf, compilerWords, versionCommand } from "./compiler.ts";
import { removeFolder, temporaryFolder } from "./temporary.ts";

/** What this machine has for native code. */
export interface NativeMachine {
  readonly compiler: { readonly command: string; readonly version?: string; readonly obstacle?: string };
  /** float32 in a vector of the processor, as the compiler sees it. */
  readonly lanes?: number;
  /** The version of the package koffi. */
  readonly koffi?: string;
  /** Why that cannot be loaded, where it is installed. */
  readonly koffiObstacle?: string;
  readonly cache: {
    /** Undefined for a user who has no home. */
    readonly folder?: string;
    readonly state: FolderState;
    readonly objects: number;
    readonly bytes: number;
  };
}

/** Asks the compiler and looks into the cache. */
export function nativeMachine(): NativeMachine {
  const words = compilerWords();
  const compiler = compilerOf(words, runSync(versionCommand(words)));
  const lanes = "obstacle" in compiler ? undefined : lanesOf(words);
  const { koffi, obstacle: koffiObstacle } = workshop();
  const folder = objectFolder();
  const state = folder === undefined ? "missing" : stateOf(folder);
  const files = folder !== undefined && state === "private" ? filesIn(folder) : [];
  const { version, obstacle } = { version: undefined, obstacle: undefined, ...compiler };
  return {
    compiler: {
      command: words.join(" "),
      ...(version !== undefined && { version }),
      ...(obstacle !== undefined && { obstacle }),
    },
    ...(lanes === undefined ? {} : { lanes }),
    ...(koffi && { koffi: koffi.version }),
    ...(koffiObstacle?.includes("cannot be loaded") && { koffiObstacle }),
    cache: {
      ...(folder !== undefined && { folder }),
      state,
      objects: files.length,
      bytes: files.reduce((total, { size }) => total + size, 0),
    },
  };
}

/** The macro that decides how wide the generated code is, as the compiler reads it. */
function lanesOf(words: readonly string[]): number | undefined {
  let folder: string | undefined;
  try {
    folder = temporaryFolder();
    const path = join(folder, "lanes.c");
    writeFileSync(path, `${vectorTypes}\nlanes = LANES\n`);
    const { output } = runSync({
      words: [...words, "-march=native", "-E", "-P", path],
      folder,
      milliseconds: 10_000,
    });
    const [, lanes] = /lanes = (\d+)/.exec(output) ?? [];
    return lanes === undefined ? undefined : Number(lanes);
  } catch {
    // There is no folder for temporary files.
    return undefined;
  } finally {
    if (folder !== undefined) removeFolder(folder);
  }
}
