import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Check, compared, failure, type Limits, type Runner, type Subject } from "./check.ts";
import { runChild } from "./child.ts";

/**
 * Imports the module and writes what its predict gives to file descriptor 3, which its own printing does not reach.
 * JSON has no NaN and no infinity: they go as text.
 */
const program = `
import { readFileSync, writeFileSync } from "node:fs";
const { module, wasm, rows } = JSON.parse(readFileSync(0, "utf8"));
let { predict, load } = await import(module);
if (wasm) ({ predict } = await load(readFileSync(wasm)));
const outputs = await predict(rows);
const flat = typeof outputs[0] === "number";
const width = outputs.length / rows.length;
const all = flat ? rows.map((_, i) => outputs.slice(i * width, (i + 1) * width)) : Array.from(outputs);
const words = (row) => Array.from(row, (value) => (Number.isFinite(value) ? value : String(value)));
writeFileSync(3, JSON.stringify(all.map(words)));
process.exit(0);
`;

/** Node with as little as it needs: it may read the folder of the program, and neither write files nor start others. */
function nodeArguments(folder: string): string[] {
  const allowed = process.allowedNodeEnvironmentFlags;
  return [
    ...(allowed.has("--permission") ? ["--permission", `--allow-fs-read=${join(folder, "*")}`] : []),
    ...(process.features.typescript ? [] : ["--experimental-strip-types"]),
    "--no-warnings",
    "--input-type=module",
    "--eval",
    program,
  ];
}

const by = `node ${process.versions.node}`;

/** Runs a module of JavaScript or TypeScript: its predict, on rows of numbers. */
export const javascript: Runner = (subject, limits) => runModule(subject, limits, subject.path);

/** Runs a WebAssembly module through the loader beside it. */
export const wasm: Runner = async (subject, limits) => {
  const loader = join(dirname(subject.path), `${basename(subject.path, extname(subject.path))}.js`);
  if (!existsSync(loader))
    return { by, outcome: "notRun", reason: `it needs its loader ${basename(loader)} beside it` };
  return runModule(subject, limits, loader, subject.path);
};

async function runModule(
  subject: Subject,
  limits: Limits,
  module: string,
  wasmPath?: string,
): Promise<Check> {
  const real = realpathSync(resolve(module));
  const ended = await runChild({
    ...limits,
    command: process.execPath,
    args: nodeArguments(dirname(real)),
    cwd: dirname(real),
    input: JSON.stringify({
      module: pathToFileURL(real).href,
      ...(wasmPath !== undefined && { wasm: realpathSync(resolve(wasmPath)) }),
      rows: subject.proof.inputs,
    }),
  });
  if (ended.why !== "exited" || ended.code !== 0) return failure(by, ended, limits);
  const rows = rowsIn(ended.answer);
  return rows
    ? compared(by, subject, rows)
    : { by, outcome: "failed", reason: "its predict gave no rows of numbers" };
}

function rowsIn(text: string): number[][] | undefined {
  try {
    return (JSON.parse(text) as (number | string)[][]).map((row) => row.map(Number));
  } catch {
    return undefined;
  }
}
