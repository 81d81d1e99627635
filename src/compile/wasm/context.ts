import type { Buffer } from "../kernel.ts";
import type { Code, Parameter, WasmFunction } from "./assembler/module.ts";

/** What the code of a kernel is written with. */
export interface Context {
  readonly code: Code;
  /** The local that holds the number of the step. */
  readonly step: number;
  /** Whether products may be multiplied and added with one rounding. */
  readonly fused: boolean;
  /** The address of an array. */
  at(buffer: Buffer): number;
  /** A function that kernels share: written when its name is asked for the first time. */
  helper(
    name: string,
    params: readonly Parameter[],
    body: (code: Code, ...params: number[]) => void,
  ): WasmFunction;
}

/** A fresh local with a number in it. */
export function counter(code: Code, initial: number, name?: string): number {
  const local = code.local("i32", name);
  code.emit("i32.const", initial);
  code.emit("local.set", local);
  return local;
}

/** A local that starts as a copy of another. */
export function copyOf(code: Code, other: number, name?: string): number {
  const local = code.local("i32", name);
  code.emit("local.get", other);
  code.emit("local.set", local);
  return local;
}

/** Adds a number to a local. */
export function advance(code: Code, local: number, by: number): void {
  code.emit("local.get", local);
  code.emit("i32.const", by);
  code.emit("i32.add");
  code.emit("local.set", local);
}

/** Runs `body` a number of times that is known: no loop for one, nothing for none. */
export function times(code: Code, count: number, body: () => void): void {
  if (count <= 0) return;
  if (count === 1) {
    body();
    return;
  }
  const left = counter(code, count);
  code.loop((again) => {
    body();
    advance(code, left, -1);
    code.emit("local.get", left);
    code.emit("br_if", again);
  });
}
