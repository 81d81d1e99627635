import type { Results, WorkloadResult } from "../results.ts";
import { workloads } from "../workloads/index.ts";
import type { Workload } from "../workloads/workload.ts";
import { productTables, remarksOf, timesTable } from "./cells.ts";
import { markOf } from "./table.ts";
import { verdictsOf } from "./verdict.ts";

/** The measured part of docs/benchmarks.md. */
export function markdownOf(results: Results): string {
  const parts = results.workloads.flatMap((result) => {
    const workload = workloads.find(({ key }) => key === result.key);
    return workload ? [sectionOf(result, workload, results)] : [];
  });
  return [machineOf(results), ...parts].join("\n\n");
}

function machineOf({ date, machine, peaks, rounds, seconds, versions, missing }: Results): string {
  const { processor, cores, memoryGiB, system, node, compiler } = machine;
  const peak =
    peaks &&
    `Peaks of one core, measured in the same run by ${peaks.by}: ${rate(peaks.simd128.float32)} GFLOP/s in float32 and ${rate(peaks.simd128.float64)} in float64 with 128-bit vectors, multiply and add apart` +
      (peaks.native
        ? `; ${rate(peaks.native.float32)} and ${rate(peaks.native.float64)} with the widest vectors, fused`
        : "") +
      `; memory ${rate(peaks.memory)} GB/s.`;
  const found = Object.entries(versions).filter(
    ([name]) => name !== "plain JavaScript" && name !== "C, the same loop",
  );
  const lines = [
    `Measured on ${date} in ${Math.round(seconds / 60)} minutes, ${rounds} rounds: ${processor}, ${cores} core${cores === 1 ? "" : "s"}, ${memoryGiB} GiB, ${system}, Node ${node}${compiler ? `, ${compiler}` : ""}.`,
    ...(peak ? [peak] : []),
    `Versions: ${found.map(([name, version]) => `${name} ${version}`).join(", ")}.`,
    ...Object.entries(missing).map(([name, reason]) => `Not measured: ${name} (${reason}).`),
  ];
  return lines.join("\n\n");
}

const rate = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

function sectionOf(result: WorkloadResult, workload: Workload, { peaks }: Results): string {
  const heading = `### ${result.key}: ${result.title}\n\n${capital(result.about)}.`;
  const tables =
    workload.kind === "product"
      ? productTables(result).map(({ title, cells }) => `${title}, GFLOP/s:\n\n${markdownTable(cells)}`)
      : [markdownTable(timesTable(result, peaks))];
  const verdicts = verdictsOf(workload, result, peaks);
  const targets = markdownTable([
    ["target", "measured", ""],
    ...verdicts.map((verdict) => [verdict.words, verdict.got, markOf(verdict)]),
  ]);
  return [heading, ...tables, ...(verdicts.length > 0 ? [targets] : []), ...remarksOf(result)].join("\n\n");
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

const markdownTable = ([head = [], ...rows]: string[][]): string => {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = line(head.map((_, i) => (i === 0 ? "---" : "---:")));
  return [line(head), rule, ...rows.map(line)].join("\n");
};
