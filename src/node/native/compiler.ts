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

/** The compiler of a command, or why there is none. */
export function compilerOf(
  words: readonly string[],
  { output, problem }: Ended,
): Compiler | { readonly obstacle: string } {
  const command = words.join(" ").slice(0, 100);
  const loose = words.find((word) => loosening.test(word));
  if (loose !== undefined) return { obstacle: `${loose} in CC would change the numbers` };
  if (problem === "is not installed") return { obstacle: `there is no C compiler (${command})` };
  if (problem !== undefined) return { obstacle: `the C compiler (${command}) ${problem}${quoted(output)}` };
  return { words, version: output.split("\n")[0]! };
}

/** What went wrong in the words of a program: a line that speaks of an error, else the first that names a place. */
export function quoted(output: string, folder?: string): string {
  const lines = output.split("\n");
  const said = lines.find((line) => /\berror\b/i.test(line)) ?? lines.find((line) => line.includes(":"));
  if (said === undefined) return "";
  return `: ${(folder === undefined ? said : said.replaceAll(`${folder}/`, "")).slice(0, 200)}`;
}

/** Options that round otherwise, or let the processor do so, and that no other option of all compilers takes back. */
const loosening =
  /^-(mdaz-ftz|mrecip|fdenormal-fp-math|fapprox-func|ffp-model|fsingle-precision-constant|fexcess-precision)/;

export interface ObjectOptions {
  /** float32 in a vector; by default as many as the processor has. */
  readonly lanes?: number | undefined;
  /** Whether matrix products, and nothing else, may multiply and add with one rounding. */
  readonly fused?: boolean;
}

/**
 * What takes options back that CC may hold: they would change the numbers, and GCC's linker would let the whole process
 * round what is tiny to 0. These have to come after them.
 */
const strict: readonly string[] = [
  "-fno-fast-math",
  "-fno-unsafe-math-optimizations",
  "-fno-associative-math",
  "-fno-reciprocal-math",
  "-fno-finite-math-only",
  "-fsigned-zeros",
  "-fno-rounding-math",
  ...(process.arch === "x64" ? ["-mfpmath=sse"] : []),
];

/**
 * Strict floating point: multiplications and additions apart, no other order; with `fused` the source itself says what
 * is excepted. Errno and traps alone are given up, which no result depends on. `nodelete`, because an object that is
 * unloaded while threads are in it ends the process.
 */
export const optionsOf = ({ lanes, fused = false }: ObjectOptions): readonly string[] => [
  "-std=gnu11",
  "-O2",
  ...strict,
  "-fno-math-errno",
  "-fno-trapping-math",
  "-ffp-contract=off",
  ...(fused ? ["-DFUSED"] : []),
  "-fno-strict-aliasing",
  "-march=native",
  // For processors of Intel GCC would make two of each loop over the lanes of 512 bits, by a detour: at a third of the speed.
  ...(process.arch === "x64" ? ["-mprefer-vector-width=512"] : []),
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
