/**
 * Reads mutated files in a process of its own, which may end, hang or run out of memory: its parent sees how far it
 * came. Each file is one line on the standard output, written at once and not when the process has time.
 *
 *     node test/fuzz/child.ts <module of the targets> <target> <seed> <first> <end>
 */
import { writeSync } from "node:fs";
import { ChainruleError } from "../../src/base/error.ts";
import { drawsOf, keyOf, mutated } from "./mutate.ts";
import type { Target } from "./readers.ts";

const [module, name, ...numbers] = process.argv.slice(2);
const [seed, first, end] = numbers.map(Number) as [number, number, number];
const { targets } = (await import(module!)) as { readonly targets: Readonly<Record<string, Target>> };
const target = targets[name!]!;

/** What happened to one file. */
export interface Outcome {
  readonly number: number;
  readonly bytes: number;
  /** `accepted`, `refused`, or the error that no reader should throw. */
  readonly outcome: string;
  /** Of the processor, so that a busy machine looks like no slow reader. */
  readonly milliseconds: number;
  /** What the process took above what it held before, at the most; 0 where it stayed below an earlier peak. */
  readonly memory: number;
}

const seeds = await target.seeds();
// The sound files come first: they load and compile the modules, and show that the reader reads at all.
const problems: string[] = [];
for (const file of seeds) problems.push(await problemWith(file));
if (!problems.includes("accepted")) throw new Error(problems.join("\n"));
writeSync(1, "ready\n");

for (let number = first; number < end; number++) {
  const file = await mutated(seeds, drawsOf(seed, keyOf(name!), number));
  const held = process.memoryUsage.rss();
  const peak = process.resourceUsage().maxRSS;
  const started = process.cpuUsage();
  const outcome = await problemWith(file);
  const { user, system } = process.cpuUsage(started);
  const highest = process.resourceUsage().maxRSS;
  const memory = highest > peak ? Math.max(0, highest * 1024 - held) : 0;
  const line: Outcome = { number, bytes: file.length, outcome, milliseconds: (user + system) / 1000, memory };
  writeSync(1, `${JSON.stringify(line)}\n`);
}
process.exit(0);

async function problemWith(file: Uint8Array): Promise<string> {
  try {
    await target.read(file);
    return "accepted";
  } catch (error) {
    if (error instanceof ChainruleError && error.code !== "internal") return "refused";
    return `threw ${String(error).slice(0, 200)}${error instanceof Error ? ` ${error.stack?.split("\n")[1]?.trim()}` : ""}`;
  }
}
