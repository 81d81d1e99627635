import { availableParallelism } from "node:os";
import { counted } from "../../base/counted.ts";
import { type NativeMachine, nativeMachine } from "../../node/native/machine.ts";
import { hasFusedMultiplyAdd, obstacleToCompiling } from "../../run/engine.ts";
import { significant } from "../words.ts";

/** What there is to compute with. */
export interface Machine extends NativeMachine {
  readonly node: string;
  readonly platform: string;
  readonly threads: number;
  readonly wasm: { readonly obstacle?: string; readonly fusedMultiplyAdd: boolean };
  /** What the variable CHAINRULE_ENGINE says. */
  readonly engine?: string;
}

export function machine(): Machine {
  const obstacle = obstacleToCompiling();
  const { CHAINRULE_ENGINE: engine } = process.env;
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    threads: availableParallelism(),
    wasm: { ...(obstacle === undefined ? {} : { obstacle }), fusedMultiplyAdd: hasFusedMultiplyAdd() },
    ...(engine ? { engine } : {}),
    ...nativeMachine(),
  };
}

/** The same as lines of a name and what is said of it. */
export function machineLines({ compiler, lanes, koffi, cache, wasm, ...own }: Machine): readonly string[] {
  const rows: readonly (readonly [name: string, text: string])[] = [
    ["Node", `${own.node} on ${own.platform}`],
    ["threads", `up to ${own.threads}`],
    [
      "WebAssembly",
      wasm.obstacle ?? `128 bits, fused multiply-add ${wasm.fusedMultiplyAdd ? "too" : "missing"}`,
    ],
    ["compiler", `${compiler.command}: ${compiler.version ?? compilerText(compiler)}`],
    ["vectors", lanes === undefined ? vectorsText(compiler) : `${lanes * 32} bits, ${lanes} float32`],
    ["koffi", koffi ?? own.koffiObstacle ?? "not found (npm install koffi)"],
    [
      "cache",
      cache.folder === undefined
        ? "none, because this user has no home"
        : `${cache.folder}: ${cacheText(cache)}`,
    ],
    ["engine", own.engine === undefined ? "auto" : `${own.engine}, from CHAINRULE_ENGINE`],
  ];
  return rows.map(([name, text]) => `${name.padEnd(12)} ${text}`);
}

function compilerText({ obstacle = "" }: NativeMachine["compiler"]): string {
  const isMissing = obstacle.startsWith("there is no");
  return isMissing ? "not found (install gcc or clang, or set CC)" : `not used, because ${obstacle}`;
}

const vectorsText = ({ version }: NativeMachine["compiler"]): string =>
  version === undefined
    ? "unknown without a compiler"
    : "unknown, because the compiler did not say, or there is no folder for temporary files";

function cacheText({ state, objects, bytes }: NativeMachine["cache"]): string {
  if (state === "missing") return "not there yet";
  if (state === "open to others")
    return "not used, because it is not this user's alone (chmod 700, or remove it)";
  if (state === "out of reach") return "not used, because it cannot be reached";
  return `${counted(objects, "object")}, ${significant(bytes / 2 ** 20, 2)} of 256 MB`;
}
