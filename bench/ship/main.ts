/**
 * The network of lesson 3 as it is shipped: its size, how soon it gives a first prediction, and how many a second. Each
 * round runs every contestant in a process of its own, one after the other; the medians count.
 *
 *     npm run bench:ship -- --rounds 5 --write
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "../machine.ts";
import { type Contestant, contestants } from "./contestants.ts";
import { ship } from "./network.ts";
import { type Row, table } from "./table.ts";
import type { Measured } from "./task.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, write: { type: "boolean", default: false } },
});

const folder = mkdtempSync(join(tmpdir(), "chainrule-ship-"));
try {
  await ship(folder);
  const present = contestants.filter(({ title, missing }) => {
    const why = missing();
    if (why !== undefined) process.stderr.write(`${title}: left out, ${why}\n`);
    return why === undefined;
  });
  const measured = new Map<Contestant, Measured[]>(present.map((one) => [one, []]));
  for (let round = 0; round < Number(values.rounds); round++)
    for (const one of round % 2 === 0 ? present : present.toReversed()) measured.get(one)!.push(measure(one));
  const rows: Row[] = present.map((contestant) => ({ contestant, all: measured.get(contestant)! }));
  requireAgreement(rows);
  const text = table(folder, rows);
  process.stdout.write(`${text}\n`);
  if (values.write) insert(text);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(contestant: Contestant): Measured {
  const { program, args } = contestant.command(folder);
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${contestant.title} failed: ${stderr.trim().split("\n").at(-1)}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Measured;
}

/** All must be the same network: the first row's outputs, to float32. */
function requireAgreement(rows: readonly Row[]): void {
  const expected = rows[0]!.all[0]!.first;
  for (const { contestant, all } of rows)
    for (const [i, value] of all[0]!.first.entries())
      if (!(Math.abs(value - expected[i]!) < 1e-6))
        throw new Error(`${contestant.title}: output ${i} is ${value}, and ${expected[i]} elsewhere`);
}

/** Puts the table in its place on the page. */
function insert(text: string): void {
  const page = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
  const before = readFileSync(page, "utf8");
  const { processor, cores, node } = machine();
  const place = /(<!-- ship -->\n)[\s\S]*?(<!-- \/ship -->)/;
  if (!place.test(before)) throw new Error("docs/benchmarks.md has no place for the table");
  const said = `${processor}, ${cores} cores, Node ${node}; medians of ${values.rounds} rounds.`;
  writeFileSync(
    page,
    before.replace(place, (_, begin, end) => `${begin}${said}\n\n${text}\n${end}`),
  );
}
