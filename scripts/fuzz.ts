/**
 * Reads mutated files with every reader and prints what became of them; a reader that hangs, crashes, takes too much
 * or throws anything but the library's own error is a failure, with the words that repeat it.
 *
 *     npm run fuzz                                       all readers, in some minutes
 *     npm run fuzz -- --reader keras --seed 7            one reader, other files
 *     npm run fuzz -- --reader keras --number 12 --out bad.keras    one file, written down
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { textTable } from "../src/base/textTable.ts";
import { type Finding, fuzz, type Report } from "../test/fuzz/fuzz.ts";
import { drawsOf, keyOf, mutated } from "../test/fuzz/mutate.ts";
import { targets } from "../test/fuzz/readers.ts";

const { values } = parseArgs({
  options: {
    reader: { type: "string" },
    seed: { type: "string", default: "1" },
    files: { type: "string" },
    number: { type: "string" },
    out: { type: "string" },
  },
});
const seed = Number(values.seed);
const names = values.reader === undefined ? Object.keys(targets) : [values.reader];
const unknown = names.find((name) => !Object.hasOwn(targets, name));
if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(targets).join(", ")}`);

const one = values.number === undefined ? undefined : Number(values.number);
if (one !== undefined && values.out !== undefined) {
  const name = names[0]!;
  writeFileSync(values.out, await mutated(await targets[name]!.seeds(), drawsOf(seed, keyOf(name), one)));
} else {
  const reports = await all(names);
  process.stdout.write(tableOf(reports));
  const findings = reports.flatMap((report) => report.findings);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** As many readers at a time as there are processors, one process each. */
async function all(waiting: string[]): Promise<Report[]> {
  const reports: Report[] = [];
  const queue = [...waiting];
  const module = new URL("../test/fuzz/readers.ts", import.meta.url);
  const worker = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const first = one ?? 0;
      const end = one === undefined ? Number(values.files ?? targets[name]!.files) : one + 1;
      const report = await fuzz({ module, target: name, seed, first, end });
      reports.push(report);
      // At once: who interrupts a long run keeps what it has found.
      for (const finding of report.findings)
        process.stdout.write(`${repeat(finding)}\n    ${finding.problem}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, worker));
  return reports.sort((a, b) => waiting.indexOf(a.target) - waiting.indexOf(b.target));
}

function tableOf(reports: readonly Report[]): string {
  const sum = (count: "files" | "accepted" | "refused") =>
    String(reports.reduce((total, report) => total + report[count], 0));
  const rows = reports.map((report) => [
    report.target,
    String(report.files),
    String(report.accepted),
    String(report.refused),
    report.slowest.toFixed(0),
    `${(100 * report.memory).toFixed(0)}%`,
    String(report.findings.length),
  ]);
  const head = ["reader", "files", "accepted", "refused", "slowest ms", "memory of its limit", "problems"];
  const last = ["all", sum("files"), sum("accepted"), sum("refused"), "", "", ""];
  return `${textTable([head, ...rows, last])}\n`;
}

function repeat({ target, seed: of, number }: Finding): string {
  return `npm run fuzz -- --reader ${target} --seed ${of} --number ${number}`;
}
