import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../../base/error.ts";

/** A compiler that takes GCC's options and vector extensions. */
export interface Compiler {
  readonly command: string;
  /** The first line of what it says of itself. */
  readonly version: string;
}

/** The compiler that the variable CC names, else `cc`; undefined where there is none. */
export function findCompiler(command = process.env.CC || "cc"): Compiler | undefined {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8", timeout: 10_000 });
  return status === 0 ? { command, version: stdout.split("\n")[0]! } : undefined;
}

/**
 * Strict floating point: multiplications and additions apart, no other order. Errno and traps alone are given up,
 * which no result depends on. `nodelete`, because an object that is unloaded while threads are in it ends the process.
 */
const options = [
  "-std=gnu11",
  "-O2",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-ffp-contract=off",
  "-fno-strict-aliasing",
  "-march=native",
  "-Wno-psabi",
  "-shared",
  "-fPIC",
  "-Wl,-z,nodelete",
];

/** A compiler gets this long: a network's step takes half a second. */
const patience = 60_000;

/**
 * A C source as a shared object in a folder, named by what it is made of: a path that was loaded once keeps its
 * contents for the process, so that another object needs another name.
 *
 * @param lanes float32 in a vector; by default as many as the processor has
 * @throws ChainruleError `internal` with what the compiler says
 */
export function compileObject(
  source: string,
  {
    compiler,
    folder,
    lanes,
  }: { readonly compiler: Compiler; readonly folder: string; readonly lanes?: number | undefined },
): string {
  const all = [...options, ...(lanes === undefined ? [] : [`-DLANES=${lanes}`])];
  const hash = createHash("sha256")
    .update(JSON.stringify([compiler, all, source]))
    .digest("hex")
    .slice(0, 32);
  const [text, object] = [join(folder, `${hash}.c`), join(folder, `${hash}.so`)];
  if (existsSync(object)) return object;
  writeFileSync(text, source);
  const { status, stderr, error } = spawnSync(compiler.command, [...all, "-o", `${object}.part`, text], {
    encoding: "utf8",
    timeout: patience,
  });
  if (status !== 0)
    fail("internal", {
      who: `native (${compiler.command})`,
      expected: "a source that compiles",
      got: error?.message ?? stderr.split("\n").slice(0, 3).join(" "),
    });
  renameSync(`${object}.part`, object);
  return object;
}
