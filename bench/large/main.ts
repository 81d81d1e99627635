/**
 * Training on more data than one wants in memory: 20,000,000 rows of 32 float32, 2.5 GB, made on the spot, mapped from
 * their file, and deleted. An epoch in the order of the file and one shuffled, each in a process of its own, whose
 * memory is watched from outside. Training goes over to native code where there is a compiler.
 *
 *     npm run bench:large -- --rows 20000000 --columns 32 --batch 1000 --folder /var/tmp
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Files, writeFiles } from "./files.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "20000000" },
    columns: { type: "string", default: "32" },
    batch: { type: "string", default: "1000" },
    folder: { type: "string", default: tmpdir() },
  },
});
const [rows, columns] = [Number(values.rows), Number(values.columns)];
const bytes = rows * (columns + 1) * 4;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { bavail, bsize } = statfsSync(values.folder);
if (bavail * bsize < 1.5 * bytes)
  throw new Error(
    `${values.folder} has ${gigabytes(bavail * bsize)} free, and ${gigabytes(bytes)} are to be written`,
  );
const folder = mkdtempSync(join(values.folder, "chainrule-large-"));
const remove = () => rmSync(folder, { recursive: true, force: true });
process.once("SIGINT", () => {
  remove();
  process.exit(130);
});
try {
  const began = performance.now();
  const files = writeFiles(folder, rows, columns);
  say(
    `${rows} rows of ${columns} float32, ${gigabytes(bytes)}, made in ${seconds((performance.now() - began) / 1000)}`,
  );
  for (const shuffle of [false, true]) say(await epoch(files, shuffle));
} finally {
  remove();
}

/** Trains an epoch and says how fast, and in how much memory. */
async function epoch(files: Files, shuffle: boolean): Promise<string> {
  const { measured, memory } = await watched([
    fileURLToPath(new URL("train.ts", import.meta.url)),
    files.x,
    files.y,
    shuffle ? "--shuffle" : "--no-shuffle",
    `--batch=${values.batch}`,
  ]);
  const { engine, loss } = measured;
  return [
    `${shuffle ? "shuffled" : "in the file's order"}, ${engine.backend} on ${engine.threads} thread${engine.threads === 1 ? "" : "s"}:`,
    `  ${Math.round(rows / measured.seconds).toLocaleString("en")} rows a second, ${gigabytes(bytes / measured.seconds)} a second`,
    `  ${seconds(measured.seconds)} of steps, ${seconds(measured.before)} before them (checking the numbers, compiling)`,
    `  at most ${megabytes(memory.anonymous)} of memory of its own, ${megabytes(memory.file)} of pages of files`,
    `  mean loss ${loss.toFixed(4)}`,
  ].join("\n");
}

interface Measured {
  readonly engine: { readonly backend: string; readonly threads: number };
  readonly seconds: number;
  readonly before: number;
  readonly loss: number;
}

/** Runs a program; its memory is looked up 20 times a second. */
async function watched(program: readonly string[]) {
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  const memory = { anonymous: 0, file: 0 };
  const watch = setInterval(() => {
    const status = statusOf(child.pid!);
    // Shared memory holds what threads work on: it is no less the program's own.
    memory.anonymous = Math.max(memory.anonymous, status("RssAnon") + status("RssShmem"));
    memory.file = Math.max(memory.file, status("RssFile"));
  }, 50);
  let text = "";
  for await (const part of child.stdout) text += part;
  clearInterval(watch);
  if (text === "") throw new Error("the training ended before it was done");
  return { measured: JSON.parse(text) as Measured, memory };
}

/** Bytes by the names of proc(5); 0 where there is no such file, or no longer. */
function statusOf(pid: number): (name: string) => number {
  let text = "";
  try {
    text = readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    // The program has ended, or the system is not Linux.
  }
  return (name) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
