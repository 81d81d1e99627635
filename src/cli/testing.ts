import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Output } from "./io.ts";
import { main } from "./main.ts";

/** What a command came to. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  /** Whether the outputs say that they are terminals. */
  readonly terminal?: boolean;
  /** Handed the function that interrupts the command, as Ctrl-C does. */
  readonly interruptible?: (interrupt: () => void) => void;
}

/** Runs a command line in this process, for tests. */
export async function runCli(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const { cwd = tmpdir(), stdin = "", terminal = false, interruptible } = setting;
  const stdout = capture(terminal);
  const stderr = capture(terminal);
  const code = await main(argv, {
    stdout: stdout.output,
    stderr: stderr.output,
    stdin: Readable.from([Buffer.from(stdin)]),
    cwd,
    onInterrupt(listener) {
      interruptible?.(listener);
      return () => {};
    },
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

const folders: string[] = [];

/** A new empty folder, for tests. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-cli-"));
  folders.push(folder);
  return folder;
}

/** Removes every such folder: `afterAll(removeScratchFolders)`. */
export function removeScratchFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function capture(isTTY: boolean): { output: Output; text: () => string } {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk, encoding, done) {
      chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding));
      done();
    },
  });
  return {
    output: Object.assign(output, { isTTY, columns: 80 }) as unknown as Output,
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}
