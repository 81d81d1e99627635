import { textTable } from "../../src/base/textTable.ts";
import type { Peaks, WorkloadResult } from "../results.ts";
import type { Workload } from "../workloads/workload.ts";
import { productTables, remarksOf, timesTable } from "./cells.ts";
import type { Verdict } from "./judged.ts";
import { verdictsOf } from "./verdict.ts";

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

export const markOf = ({ met }: Verdict): string => (met === undefined ? "?" : met ? "met" : "missed");

/** What the terminal shows of a workload. */
export function tableOf(result: WorkloadResult, workload: Workload, peaks: Peaks | undefined): string {
  const tables =
    workload.kind === "product"
      ? productTables(result).map(({ title, cells }) => `${title}, GFLOP/s\n${textTable(cells)}`)
      : [textTable(timesTable(result, peaks))];
  const verdicts = verdictsOf(workload, result, peaks).map((verdict) => [
    `target ${verdict.words}`,
    verdict.got,
    markOf(verdict),
  ]);
  const parts = [...tables, ...(verdicts.length > 0 ? [textTable(verdicts)] : []), ...remarksOf(result)];
  return `\n${result.key}  ${result.title} (${result.about})\n\n${indent(parts.join("\n\n"))}`;
}
