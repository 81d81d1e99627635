import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { codeOf } from "../readFile.ts";

/** A program to run, and what it may take. */
export interface Child {
  readonly command: string;
  readonly args: readonly string[];
  /** What it reads from its standard input. */
  readonly input: string;
  /** Seconds until it is killed, with all that it started. */
  readonly timeLimit: number;
  readonly cwd?: string;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended. */
export interface Ended {
  /** Absent where it was killed, or could not be started. */
  readonly code?: number;
  readonly why: "exited" | "missing" | "timeLimit" | "tooMuch" | "aborted";
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to its fourth channel, file descriptor 3. */
  readonly answer: string;
}

/** The most characters that are kept of each output; a program that writes more is killed. */
const mostOutput = 2 ** 24;

/** Milliseconds that outputs stay open after the program has ended: who still holds them then has left its group. */
const drained = 1000;

/**
 * Runs a program to its end. It never outlives the call, nor does what it started, as long as that stays in its group:
 * a program may start one that leaves it, as daemons do. Nobody waits for such a one.
 */
export async function runChild(child: Child): Promise<Ended> {
  const { command, args, input, timeLimit, cwd, signal } = child;
  if (signal?.aborted) return { why: "aborted", stdout: "", stderr: "", answer: "" };
  const started = spawn(command, args, {
    // A group of its own, so that all of it can be killed.
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    windowsHide: true,
    ...(cwd !== undefined && { cwd }),
  });
  let why: Ended["why"] = "exited";
  const end = (reason: Ended["why"]) => {
    why = reason;
    killGroup(started);
  };
  const timer = setTimeout(() => end("timeLimit"), timeLimit * 1000);
  let closing: NodeJS.Timeout | undefined;
  const abort = () => end("aborted");
  signal?.addEventListener("abort", abort);
  // A program that ends before it has read all closes the pipe: its exit code says more.
  started.stdin?.on("error", () => {});
  started.stdin?.end(input);
  const [, stdout, stderr, answer] = started.stdio.map((stream, i) =>
    i === 0 ? () => "" : collect(stream as Readable, () => end("tooMuch")),
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      started.on("error", reject);
      started.on("exit", () => {
        killGroup(started);
        closing = setTimeout(() => {
          for (const stream of started.stdio) stream?.destroy();
        }, drained);
      });
      started.on("close", resolve);
    });
    return {
      why,
      ...(why === "exited" && code !== null && { code }),
      stdout: stdout!(),
      stderr: stderr!(),
      answer: answer!(),
    };
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EACCES") throw error;
    return { why: "missing", stdout: "", stderr: "", answer: "" };
  } finally {
    clearTimeout(timer);
    clearTimeout(closing);
    signal?.removeEventListener("abort", abort);
  }
}

/** What a stream brings, up to a limit. */
function collect(stream: Readable, tooMuch: () => void): () => string {
  const chunks: string[] = [];
  let length = 0;
  stream.setEncoding("utf8");
  stream.on("error", () => {});
  stream.on("data", (chunk: string) => {
    length += chunk.length;
    if (length > mostOutput) tooMuch();
    else chunks.push(chunk);
  });
  return () => chunks.join("");
}

/** Kills a process and all that it started, as far as they are still there. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" }).on("error", () => {});
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
