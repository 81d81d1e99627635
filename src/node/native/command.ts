import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { childProcess } from "../builtins.ts";

/** Another program to run, and how long it may take. */
export interface Command {
  readonly words: readonly string[];
  /** For what it needs only for itself; removed with it where this process ends before it. */
  readonly folder?: string;
  readonly milliseconds: number;
}

/** What a command came to: undefined where it succeeded, else what went wrong, to follow its name. */
export interface Ended {
  readonly output: string;
  readonly problem?: string;
}

/** A command that is running. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Ends it, and whatever it has started. */
  kill(): void;
}

/** What is kept of an output: a program that writes without end is not to fill the memory. */
const longest = 16_384;

const alive = new Map<Running, string | undefined>();
const endAll = (): void => {
  for (const [running, folder] of alive) {
    running.kill();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Starts a command beside this process, without a shell and with less right to the processor. It never outlives its
 * time, nor this process where that ends in order; nor does anything that it has started.
 */
export function start(command: Command): Running {
  const { words, milliseconds } = command;
  const child = childProcess().spawn(words[0]!, words.slice(1), {
    ...settingOf(command),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running: Running = { ended: endOf(child, milliseconds), kill: () => killGroup(child.pid) };
  if (alive.size === 0) process.on("exit", endAll);
  alive.set(running, command.folder);
  void running.ended.then(() => {
    // A compiler may have left others of its group behind.
    running.kill();
    alive.delete(running);
    if (alive.size === 0) process.off("exit", endAll);
  });
  yieldTo(child.pid);
  return running;
}

/** Runs a command to its end while this thread waits. */
export function runSync(command: Command): Ended {
  const { words, milliseconds } = command;
  const setting = { ...settingOf(command), timeout: milliseconds, killSignal: "SIGKILL" } as const;
  const { pid, stdout, stderr, error, status, signal } = childProcess().spawnSync(
    words[0]!,
    words.slice(1),
    setting,
  );
  killGroup(pid);
  const output = `${stdout ?? ""}${stderr ?? ""}`.slice(0, longest);
  if (error) return { output, problem: problemOf(error, milliseconds) };
  return { output, ...problemOfEnd(status, signal) };
}

/** A group of its own, so that all of it can be ended; temporary files go where nothing is left. */
const settingOf = ({ folder }: Command) => ({
  detached: true,
  env: { ...process.env, LC_ALL: "C", ...(folder === undefined ? {} : { TMPDIR: folder }) },
});

function endOf(child: ChildProcess, milliseconds: number): Promise<Ended> {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      if (output.length < longest) output += chunk.toString("utf8");
    });
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve({ output, problem: tooLong(milliseconds) });
    }, milliseconds);
    // Nothing of it keeps the process alive: a run that is over does not wait for a compiler.
    late.unref();
    child.unref();
    for (const stream of [child.stdout, child.stderr]) (stream as unknown as { unref?(): void })?.unref?.();
    const end = (problem: Pick<Ended, "problem">): void => {
      clearTimeout(late);
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      resolve({ output: output.slice(0, longest), ...problem });
    };
    child.on("error", (error) => end({ problem: problemOf(error, milliseconds) }));
    // What it has written may arrive after its end; but others may hold the pipe open, so this waits only briefly.
    child.on("exit", (status, signal) => {
      const settle = () => end(problemOfEnd(status, signal));
      child.once("close", settle);
      setTimeout(settle, 100).unref();
    });
  });
}

const tooLong = (milliseconds: number): string => `did not end within ${milliseconds / 1000} s`;

function problemOf(error: NodeJS.ErrnoException, milliseconds: number): string {
  if (error.code === "ENOENT") return "is not installed";
  if (error.code === "EACCES") return "may not be run";
  if (error.code === "ETIMEDOUT") return tooLong(milliseconds);
  return `could not be run (${error.code})`;
}

function problemOfEnd(status: number | null, signal: string | null): Pick<Ended, "problem"> {
  if (status === 0) return {};
  return { problem: signal === null ? `failed with code ${status}` : `was ended by ${signal}` };
}

function killGroup(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended, or there are no priorities here.
  }
}
