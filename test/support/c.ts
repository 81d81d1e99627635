import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a command runs on this machine. */
export const isThere = (command: string): boolean => spawnSync(command, ["--version"]).status === 0;

/** C99 as it must compile: no warning, no extension. */
export const strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2"];

/** A folder of C files that goes in the end. */
export function cFolder(): {
  /** Writes files, and compiles those that are C to a program of that name; what the compiler says. */
  compile(
    program: string,
    files: ReadonlyMap<string, string | Uint8Array>,
    options?: readonly string[],
    compiler?: string,
  ): string;
  /** Runs a program on bytes or text. */
  run(
    program: string,
    input: Uint8Array | string,
  ): { readonly status: number | null; readonly stdout: Uint8Array; readonly stderr: string };
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-c-"));
  return {
    compile(program, files, options = strict, compiler = "cc") {
      for (const [name, text] of files) writeFileSync(join(folder, name), text);
      const sources = [...files.keys()].filter((name) => /\.(c|cpp)$/.test(name));
      return spawnSync(compiler, [...options, "-o", program, ...sources], { cwd: folder, encoding: "utf8" })
        .stderr;
    },
    run(program, input) {
      const { status, stdout, stderr } = spawnSync(join(folder, program), { input, maxBuffer: 2 ** 28 });
      return { status, stdout: new Uint8Array(stdout), stderr: String(stderr) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
