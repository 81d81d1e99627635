import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NetworkSpec, Spec } from "../task.ts";
import type { Peer } from "./peer.ts";

export const compiler = "cc";
export const flags = ["-O3", "-march=native"];

let known: boolean | undefined;
export const hasCompiler = (): boolean => {
  known ??= spawnSync(compiler, ["--version"]).status === 0;
  return known;
};

/** Builds a program of bench/c. */
export function build(
  source: string,
  target: string,
  definitions: Readonly<Record<string, string | number>>,
) {
  const defined = Object.entries(definitions).map(([name, value]) => `-D${name}=${value}`);
  const file = fileURLToPath(new URL(`../c/${source}`, import.meta.url));
  execFileSync(compiler, [...flags, ...defined, file, "-o", target, "-lm"], {
    stdio: ["ignore", "inherit", "pipe"],
  });
}

/** The sizes of a small network as the compiler sees them: a limit has its sizes fixed. */
const definitionsOf = ({ layers, rows, dtype, loss, optimizer }: NetworkSpec) => ({
  NUMBER: dtype === "float32" ? "float" : "double",
  ROWS: rows,
  LAYERS: layers.length,
  ...Object.fromEntries(layers.map(({ inputs }, i) => [`N${i}`, inputs])),
  [`N${layers.length}`]: layers.at(-1)!.units,
  BIAS: Number(layers[0]!.bias),
  TANH: Number(layers[0]!.activation === "tanh"),
  CROSS_ENTROPY: Number(loss === "binaryCrossEntropy"),
  RATE: optimizer.learningRate,
});

export const c: Peer = {
  key: "c",
  title: "C, the same loop",
  threads: [1],
  does: ({ kind, key }) => kind === "train" && /^W[12]/.test(key),
  missing: () => (hasCompiler() ? undefined : `no C compiler "${compiler}"`),
  command(folder: string, spec: Spec) {
    const program = join(folder, "c-loop");
    build("loop.c", program, definitionsOf(spec as NetworkSpec));
    return { program, args: [folder] };
  },
};
