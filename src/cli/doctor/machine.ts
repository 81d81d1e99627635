import { availableParallelism } from "node:os";
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
    ["compiler", `${compiler.command}: ${compiler.version ?? "not found (install gcc or clang, or set CC)"}`],
    ["vectors", lanes === undefined ? "unknown without a compiler" : `${lanes * 32} bits, ${lanes} float32`],
    ["koffi", koffi ?? "not found (npm install koffi)"],
    ["cache", `${cache.folder}: ${cacheText(cache)}`],
    ["engine", own.engine === undefined ? "auto" : `${own.engine}, from CHAINRULE_ENGINE`],
  ];
  return rows.map(([name, text]) => `${name.padEnd(12)} ${text}`);
}

function cacheText({ state, objects, bytes }: NativeMachine["cache"]): string {
  if (state === "missing") return "not there yet";
  if (state === "open to others")
    return "not used, because it is not this user's alone (chmod 700, or remove it)";
  return `${objects} object${objects === 1 ? "" : "s"}, ${significant(bytes / 2 ** 20, 2)} of 256 MB`;
}
