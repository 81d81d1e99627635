import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./child.ts";

const MiB = 2 ** 20;

/** What a reader may take: this much time of the processor, and memory of ten times the file and a fixed part. */
export const mostMilliseconds = 2000;
export const mostMemory = (bytes: number): number => 10 * bytes + 64 * MiB;

/** A process that is silent for so long hangs, however busy the machine is; starting may take longer. */
const silence = { starting: 120_000, reading: 60_000 };
const mostStarts = 10;

export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly problem: string;
}

export interface Report {
  readonly target: string;
  readonly files: number;
  readonly accepted: number;
  readonly refused: number;
  readonly slowest: number;
  /** The most memory that a file took, as a part of what it may take. */
  readonly memory: number;
  readonly findings: readonly Finding[];
}

interface Request {
  /** The module that exports `targets`. */
  readonly module: URL;
  readonly target: string;
  readonly seed: number;
  readonly first: number;
  readonly end: number;
}

/** Reads the mutated files `first` to `end - 1` of a target, in as many processes as it breaks. */
export async function fuzz(request: Request): Promise<Report> {
  const { target, seed, end } = request;
  const outcomes: Outcome[] = [];
  const findings: Finding[] = [];
  let next = request.first;
  for (let starts = 0; next < end && starts < mostStarts; starts++) {
    const death = await runChild({ ...request, first: next }, (outcome) => {
      outcomes.push(outcome);
      next = outcome.number + 1;
      const problem = problemOf(outcome);
      if (problem) findings.push({ target, seed, number: outcome.number, problem });
    });
    if (death) findings.push({ target, seed, number: next++, problem: death });
  }
  return {
    target,
    files: next - request.first,
    accepted: outcomes.filter(({ outcome }) => outcome === "accepted").length,
    refused: outcomes.filter(({ outcome }) => outcome === "refused").length,
    slowest: Math.max(0, ...outcomes.map(({ milliseconds }) => milliseconds)),
    memory: Math.max(0, ...outcomes.map(({ memory, bytes }) => memory / mostMemory(bytes))),
    findings,
  };
}

function problemOf({ outcome, milliseconds, memory, bytes }: Outcome): string | undefined {
  if (outcome !== "accepted" && outcome !== "refused") return outcome;
  if (milliseconds > mostMilliseconds) return `took ${Math.round(milliseconds)} ms`;
  if (memory > mostMemory(bytes)) return `took ${Math.round(memory / MiB)} MiB for ${bytes} bytes`;
  return undefined;
}

/** Runs the child to its end; what it died of, where it did not come to the last file. */
async function runChild(
  { module, target, seed, first, end }: Request,
  take: (outcome: Outcome) => void,
): Promise<string | undefined> {
  const script = fileURLToPath(new URL("child.ts", import.meta.url));
  const words = [script, module.href, target, ...[seed, first, end].map(String)];
  const child = spawn(process.execPath, ["--max-old-space-size=512", ...words]);
  let complaint = "";
  child.stderr.on("data", (data) => {
    complaint = (complaint + data).slice(-2000);
  });
  let hangs = false;
  const watch = (milliseconds: number) =>
    setTimeout(() => {
      hangs = true;
      child.kill("SIGKILL");
    }, milliseconds);
  let timer = watch(silence.starting);
  let isReady = false;
  createInterface(child.stdout).on("line", (line) => {
    clearTimeout(timer);
    timer = watch(silence.reading);
    if (line === "ready") isReady = true;
    else if (line.startsWith("{")) take(JSON.parse(line) as Outcome);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on("close", (...how) => resolve(how));
  });
  clearTimeout(timer);
  if (!isReady) throw new Error(`${target} does not read its own files: ${complaint}`);
  if (hangs) return "hangs";
  return code === 0 ? undefined : `ended the process (${signal ?? code}): ${complaint.trim().slice(-500)}`;
}
