import { execFileSync } from "node:child_process";
import { cpus, totalmem, type } from "node:os";
import { join } from "node:path";
import { build, compiler, hasCompiler } from "./peers/c.ts";
import type { Machine, Peaks } from "./results.ts";
import { wasmPeaks } from "./wasmPeaks.ts";

export function machine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.version,
    compiler: hasCompiler()
      ? execFileSync(compiler, ["--version"], { encoding: "utf8" }).split("\n")[0]
      : undefined,
  };
}

/** The limits of one core, measured now: by a C program where there is a compiler, else by WebAssembly. */
export function peaks(folder: string): Peaks {
  if (!hasCompiler()) return wasmPeaks();
  const program = join(folder, "peaks");
  build("peaks.c", program, {});
  const [simdFloat, simdDouble, nativeFloat, nativeDouble, memory] = execFileSync(program, {
    encoding: "utf8",
  })
    .trim()
    .split(" ")
    .map(Number) as [number, number, number, number, number];
  return {
    by: "C",
    simd128: { float32: simdFloat, float64: simdDouble },
    native: { float32: nativeFloat, float64: nativeDouble },
    memory,
  };
}
