import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { childProcess } from "../builtins.ts";
import { codeOf } from "../readFile.ts";
import { removeFolder } from "./temporary.ts";
import { wrapped } from "./wrapper.ts";

/** Another program to run, and how long it may take. */
export interface Command {
  readonly words: readonly string[];
  /** For what it needs only for itself; removed with it where this process ends before it. */
  readonly folder?: string;
  readonly milliseconds: number;
  /** Whether somebody waits for it: else it gives way to others where it is run beside this thread. */
  readonly isWaitedFor?: boolean;
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

/** The same where the output comes in one piece. */
const mostAtOnce = 64 * 2 ** 20;

const alive = new Map<Running, string | undefined>();
const endAll = (): void => {
  for (const [running, folder] of alive) {
    running.kill();
    if (folder !== undefined) removeFolder(folder);
  }
};

/**
 * Starts a command beside this process. It never outlives its time, nor the thread
 * that started it, however that ends; nor does anything that it has started.
 */
export function start(command: Command): Running {
  const { words, folder, milliseconds, isWaitedFor = false } = command;
  let child: ChildProcess;
  try {
    // Who waits here is told first.
    const seconds = Math.ceil(milliseconds / 1000) + 5;
    const wrapping = { ...(folder && { folder }), seconds, givesWay: !isWaitedFor };
    child = childProcess().spawn("/bin/sh", wrapped(words, wrapping), {
      ...settingOf(command),
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    const ended = { output: "", problem: problemOf(error, milliseconds) };
    return { ended: Promise.resolve(ended), kill() {} };
  }
  const running: Running = { ended: endOf(child, milliseconds), kill: () => killGroup(child.pid) };
  if (alive.size === 0) process.on("exit", endAll);
  alive.set(running, folder);
  void running.ended.then(() => {
    // A compiler may have left others of its group behind.
    running.kill();
    alive.delete(running);
    if (alive.size === 0) process.off("exit", endAll);
  });
  return running;
}

/** Runs a command to its end while this thread waits. */
export function runSync(command: Command): Ended {
  const { words, folder, milliseconds } = command;
  try {
    const seconds = Math.ceil(milliseconds / 1000) + 5;
    const { pid, stdout, stderr, error, status, signal } = childProcess().spawnSync(
      "/bin/sh",
      wrapped(words, { ...(folder && { folder }), seconds, asker: process.pid }),
      {
        ...settingOf(command),
        stdio: ["ignore", "pipe", "pipe"],
        timeout: milliseconds,
        killSignal: "SIGKILL",
        maxBuffer: mostAtOnce,
      },
    );
    killGroup(pid);
    const output = `${stdout ?? ""}${stderr ?? ""}`.slice(0, longest);
    if (error) return { output, problem: problemOf(error, milliseconds) };
    return { output, ...problemOfEnd(status, signal) };
  } catch (error) {
    return { output: "", problem: problemOf(error, milliseconds) };
  }
}

/** A group of its own, so that all of it can be ended; temporary files go where nothing is left. */
const settingOf = ({ folder }: Command) => ({
  detached: true,
  env: { ...process.env, LC_ALL: "C", ...(folder === undefined ? {} : { TMPDIR: folder }) },
});

function endOf(child: ChildProcess, milliseconds: number): Promise<Ended> {
  let output = "";
  const streams = [child.stdin, child.stdout, child.stderr];
  for (const stream of streams) {
    // A pipe may break when its other end is ended.
    stream?.on("error", () => {});
    // Nothing of it keeps the process alive: a run that is over does not wait for a compiler.
    (stream as unknown as { unref?(): void })?.unref?.();
  }
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      if (output.length < longest) output += chunk.toString("utf8");
    });
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve({ output, problem: tooLong(milliseconds) });
    }, milliseconds);
    late.unref();
    child.unref();
    const end = (problem: Pick<Ended, "problem">): void => {
      clearTimeout(late);
      for (const stream of streams) stream?.destroy();
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

/** What kept a command from being started, or this process from hearing of its end. */
function problemOf(error: unknown, milliseconds: number): string {
  const code = codeOf(error);
  if (code === "ETIMEDOUT") return tooLong(milliseconds);
  return `could not be started (${code === "ENOENT" ? "there is no /bin/sh" : (code ?? String(error))})`;
}

/** What a shell's status says of a program that is not there, and of one that cannot be run. */
const [notFound, notRun] = [127, 126];

/** A shell adds this to the number of the signal that has ended a program. */
const bySignal = 128;

function problemOfEnd(status: number | null, signal: string | null): Pick<Ended, "problem"> {
  if (status === 0) return {};
  if (signal !== null) return { problem: `was ended by ${signal}` };
  if (status === notFound) return { problem: "is not installed" };
  if (status === notRun) return { problem: "may not be run" };
  const number = (status ?? 0) - bySignal;
  const known = Object.entries(constants.signals).find(([, own]) => own === number);
  return { problem: known ? `was ended by ${known[0]}` : `failed with code ${status}` };
}

function killGroup(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}
