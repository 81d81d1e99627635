import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Command } from "./peers/peer.ts";

/** A peer at work in its own process. */
export interface Running {
  readonly version: string;
  /** Runs `steps` of a case; the result goes to the file where one is named. Fails when it takes too long. */
  ask(which: number, steps: number, limitSeconds: number, file?: string): Promise<number>;
  stop(): void;
}

const mark = "@bench ";

/** Starts the process and waits until it has opened its task. */
export async function start({ program, args, env }: Command, limitSeconds: number): Promise<Running> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: "pipe",
  });
  let waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;
  let complaint = "";
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    waiting?.reject(ended);
    waiting = undefined;
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!line.startsWith(mark)) return;
    waiting?.resolve(line.slice(mark.length));
    waiting = undefined;
  });
  child.stderr.on("data", (bytes) => {
    complaint = `${complaint}${bytes}`.slice(-4000);
  });
  child.stdin.on("error", () => undefined);
  child.on("error", (error) => end(error));
  child.on("close", (code, signal) =>
    end(new Error(`ended with ${signal ?? code}: ${lastLines(complaint)}`)),
  );

  const answer = async (limit: number): Promise<Record<string, unknown>> => {
    if (ended) throw ended;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    waiting = { resolve, reject };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      end(new Error(`took more than ${limit} s`));
    }, limit * 1000);
    try {
      return JSON.parse(await promise) as Record<string, unknown>;
    } finally {
      clearTimeout(timer);
    }
  };

  const { version } = await answer(limitSeconds);
  return {
    version: String(version),
    async ask(which, steps, limit, file = "") {
      const answered = answer(limit);
      child.stdin.write(`${which} ${steps} ${file}\n`);
      return Number((await answered).seconds);
    },
    stop() {
      child.stdin.end();
      child.kill("SIGKILL");
    },
  };
}

/** The error in what a process complained about: the last line that says so, or the last of all. */
function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^Node\.js v/.test(line));
  const said = lines.findLast((line) => /^\s*\[?\w*Error\b|error:/.test(line)) ?? lines.at(-1);
  return said?.trim().slice(0, 200) ?? "without a word";
}

/** Seconds from the start of a process to the line of its answer, and the number in it. */
export async function timeFirst({ program, args, env }: Command, limitSeconds: number) {
  const began = performance.now();
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: "pipe" });
  const { promise, resolve, reject } = Promise.withResolvers<{
    seconds: number;
    value: number | undefined;
  }>();
  let complaint = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!line.startsWith(mark)) return;
    const seconds = (performance.now() - began) / 1000;
    const value = line.slice(mark.length).trim();
    resolve({ seconds, value: value === "" ? undefined : Number(value) });
  });
  child.stderr.on("data", (bytes) => {
    complaint = `${complaint}${bytes}`.slice(-4000);
  });
  child.on("error", reject);
  child.on("close", (code) => reject(new Error(`ended with ${code}: ${lastLines(complaint)}`)));
  const timer = setTimeout(() => reject(new Error(`took more than ${limitSeconds} s`)), limitSeconds * 1000);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}
