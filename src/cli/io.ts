import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { styleText } from "node:util";

/** A stream to write to that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** All that a command touches besides files: injected, so that tests run commands in their own process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Paths are taken from here. */
  readonly cwd: string;
  /** Calls `listener` whenever the user interrupts (Ctrl-C, SIGTERM); the returned function stops that. */
  onInterrupt(listener: () => void): () => void;
}

/** Whoever reads the output may stop early, as `head` does: nothing is left to tell them. A disk may be full. */
function endOfOutput(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  const got = error.code === "ENOSPC" ? "a full disk" : `an error (${error.code})`;
  process.stderr.write(`error: standard output: expected room to write to but got ${got}.\n`);
  process.exit(4);
}

/** The process's own streams, folder and signals. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners("error").includes(endOfOutput)) stream.on("error", endOfOutput);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    cwd: process.cwd(),
    onInterrupt(listener) {
      const signals = ["SIGINT", "SIGTERM"] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}

/** Resolves when the user interrupts. */
export async function interruptOf(io: Io): Promise<void> {
  let release = (): void => {};
  await new Promise<void>((resolve) => {
    release = io.onInterrupt(resolve);
  });
  release();
}

/** A path the user wrote, from the folder the command runs in. */
export const pathIn = (io: Io, path: string): string => resolve(io.cwd, path);

/** A line of text. */
export const say = (to: Output, text: string): void => void to.write(`${text}\n`);

/** `text` in a style where `to` is a terminal that shows it; NO_COLOR and FORCE_COLOR are respected. */
export const styled = (to: Output, style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: to });

/** Columns of a terminal; what most have where it does not say, or says none. */
export const widthOf = (to: Output): number => to.columns || 80;
