import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vectorTypes } from "../../compile/c/vectorTypes.ts";
import { objectFolder, workshop } from "./build.ts";
import { sizeOf, stateOf } from "./cache.ts";
import { runSync } from "./command.ts";
import { compilerOf, compilerWords, versionCommand } from "./compiler.ts";

/** What this machine has for native code. */
export interface NativeMachine {
  readonly compiler: { readonly command: string; readonly version?: string };
  /** float32 in a vector of the processor, as the compiler sees it. */
  readonly lanes?: number;
  /** The version of the package koffi. */
  readonly koffi?: string;
  readonly cache: {
    readonly folder: string;
    readonly state: ReturnType<typeof stateOf>;
    readonly objects: number;
    readonly bytes: number;
  };
}

/** Asks the compiler and looks into the cache. */
export function nativeMachine(): NativeMachine {
  const words = compilerWords();
  const compiler = compilerOf(words, runSync(versionCommand(words)));
  const lanes = compiler && lanesOf(words);
  const { koffi } = workshop();
  const folder = objectFolder();
  const state = stateOf(folder);
  const isOurs = state === "private";
  return {
    compiler: { command: words.join(" "), ...(compiler && { version: compiler.version }) },
    ...(lanes === undefined ? {} : { lanes }),
    ...(koffi && { koffi: koffi.version }),
    cache: {
      folder,
      state,
      objects: isOurs ? readdirSync(folder).length : 0,
      bytes: isOurs ? sizeOf(folder) : 0,
    },
  };
}

/** The macro that decides how wide the generated code is, as the compiler reads it. */
function lanesOf(words: readonly string[]): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-native-"));
  try {
    const path = join(folder, "lanes.c");
    writeFileSync(path, `${vectorTypes}\nlanes = LANES\n`);
    const { output } = runSync({
      words: [...words, "-march=native", "-E", "-P", path],
      folder,
      milliseconds: 10_000,
    });
    const [, lanes] = /lanes = (\d+)/.exec(output) ?? [];
    return lanes === undefined ? undefined : Number(lanes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
