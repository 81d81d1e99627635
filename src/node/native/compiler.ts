import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Command, Ended } from "./command.ts";

/** A compiler that takes GCC's options and vector extensions. */
export interface Compiler {
  /** Its command, and what always follows that. */
  readonly words: readonly string[];
  /** The first line of what it says of itself. */
  readonly version: string;
}

/** The command of the compiler: what the variable CC says, which may hold options, else `cc`. */
export const compilerWords = (cc = process.env.CC): readonly string[] => {
  const words = (cc ?? "").split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? ["cc"] : words;
};

/** What asks a compiler for its version. */
export const versionCommand = (words: readonly string[]): Command => ({
  words: [...words, "--version"],
  milliseconds: 10_000,
});

export const compilerOf = (words: readonly string[], { output, problem }: Ended): Compiler | undefined =>
  problem === undefined ? { words, version: output.split("\n")[0]! } : undefined;

export interface ObjectOptions {
  /** float32 in a vector; by default as many as the processor has. */
  readonly lanes?: number | undefined;
  /** Whether matrix products, and nothing else, may multiply and add with one rounding. */
  readonly fused?: boolean;
}

/**
 * Strict floating point: multiplications and additions apart, no other order; with `fused` the source itself says what
 * is excepted. Errno and traps alone are given up, which no result depends on. `nodelete`, because an object that is
 * unloaded while threads are in it ends the process.
 */
export const optionsOf = ({ lanes, fused = false }: ObjectOptions): readonly string[] => [
  "-std=gnu11",
  "-O2",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-ffp-contract=off",
  ...(fused ? ["-DFUSED"] : []),
  "-fno-strict-aliasing",
  "-march=native",
  "-Wno-psabi",
  "-pthread",
  "-shared",
  "-fPIC",
  ...(process.platform === "linux" ? ["-Wl,-z,nodelete"] : []),
  ...(lanes === undefined ? [] : [`-DLANES=${lanes}`]),
];

/** Where `-march=native` leads depends on the processor: its name, and what instructions it has. */
export function processorText(): string {
  const name = `${process.arch} ${cpus()[0]?.model ?? ""}`;
  try {
    // Each core says the same; the first is enough.
    const [core] = readFileSync("/proc/cpuinfo", "utf8").split("\n\n");
    const lines = core!.split("\n").filter((line) => /^(flags|Features)\s*:/.test(line));
    return [name, ...lines].join("\n");
  } catch {
    return name;
  }
}
