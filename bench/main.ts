/** The benchmark: measures the workloads, prints what came out, and writes it where it is asked to. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, peaks } from "./machine.ts";
import { measure } from "./measure/index.ts";
import { help, type Options, parseOptions } from "./options.ts";
import { peers } from "./peers/index.ts";
import type { Peer } from "./peers/peer.ts";
import { tableOf } from "./report/table.ts";
import { readLatest, writeAll } from "./report/write.ts";
import type { Results, WorkloadResult } from "./results.ts";
import { workloads } from "./workloads/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line = ""): void => void process.stdout.write(`${line}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) say(help);
  else if (options.redraw) writeAll(readLatest());
  else await bench(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function bench(options: Options): Promise<void> {
  const began = performance.now();
  execFileSync(process.execPath, [join(root, "scripts/build.ts")], { stdio: "inherit" });
  const chosen = workloads.filter(
    ({ key }) => options.workloads.length === 0 || options.workloads.includes(key),
  );
  const wanted = peers.filter(({ key }) => options.only?.includes(key) ?? true);
  const missing = missingOf(wanted);
  const present = wanted.filter(({ title }) => missing[title] === undefined);
  const folder = mkdtempSync(join(tmpdir(), "chainrule-bench-"));
  // Ctrl-C: data may be large, and would stay.
  process.once("SIGINT", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    for (const [title, reason] of Object.entries(missing)) say(`Without ${title}: ${reason}`);
    const found = peaks(folder);
    const about = machine();
    const measured: WorkloadResult[] = [];
    const versions: Record<string, string> = {};
    const results = (): Results => ({
      date: new Date().toISOString().slice(0, 10),
      machine: about,
      peaks: found,
      rounds: options.rounds,
      seconds: Math.round((performance.now() - began) / 1000),
      versions,
      missing,
      workloads: measured,
    });
    for (const workload of chosen) {
      const { key, title, about } = workload;
      const { rows, versions: here } = await measure(workload, present, { ...options, folder });
      Object.assign(versions, here);
      measured.push({ key, title, about, rows });
      say(tableOf(measured.at(-1)!, workload, found));
    }
    say(`${results().seconds} s in all, ${options.rounds} rounds, ${about.processor}`);
    if (options.write) writeAll(results());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function missingOf(wanted: readonly Peer[]): Record<string, string> {
  return Object.fromEntries(
    wanted.flatMap((peer) => {
      const reason = peer.missing();
      return reason === undefined ? [] : [[peer.title, reason]];
    }),
  );
}
