import type { Peaks, Row, WorkloadResult } from "../results.ts";
import { milliseconds, ratioText } from "./text.ts";
import { own, ratioTo, shareOfPeak } from "./verdict.ts";

/** Rows of text for a workload, which the terminal and the page lay out. */

const nameOf = ({ title, threads }: Row): string => (threads === 1 ? title : `${title}, ${threads} threads`);

/** Peer, time, how far the rounds lie apart, and how many times as long as this project. */
export function timesTable(result: WorkloadResult, peaks: Peaks | undefined): string[][] {
  const withRates = peaks !== undefined && result.rows.some(isLarge);
  const head = [
    "",
    "median",
    "fastest",
    "slowest",
    "to ours",
    ...(withRates ? ["GFLOP/s", "of peak"] : []),
    "result",
  ];
  const body = result.rows.map((row) => {
    const ratio = ratioTo(result, row);
    const share = withRates ? shareOfPeak(row, peaks) : undefined;
    const time = (seconds: number | undefined) => (seconds === undefined ? "" : milliseconds(seconds));
    return [
      nameOf(row),
      row.seconds === undefined ? "-" : `${row.share ? "~" : ""}${milliseconds(row.seconds)}`,
      time(row.fastest),
      time(row.slowest),
      ratio === undefined || row.peer === own ? "" : ratioText(ratio),
      ...(withRates
        ? [row.gflops?.toFixed(1) ?? "", share === undefined ? "" : `${Math.round(100 * share)} %`]
        : []),
      row.failure === undefined ? checkText[row.check] : "failed",
    ];
  });
  return [head, ...body];
}

const checkText = {
  agrees: "agrees",
  float32: "to float32",
  wrong: "wrong",
  unchecked: "unchecked",
} as const;

/** More than 4 GFLOP in all: work in which matrix products take the time, so that their rate tells something. */
const isLarge = ({ gflops = 0, seconds = 0 }: Row): boolean => gflops * seconds > 4;

const forms = { AB: "A B", AtB: "Aᵀ B", ABt: "A Bᵀ" } as const;

/** For each form and type a table: sizes down, peers across, GFLOP/s. */
export function productTables(result: WorkloadResult): { title: string; cells: string[][] }[] {
  const rows = result.rows.filter(({ product }) => product !== undefined);
  const groups = Map.groupBy(rows, ({ product }) => `${forms[product!.form]} ${product!.dtype}`);
  return [...groups].map(([title, group]) => {
    const peers = [...new Set(group.map(nameOf))];
    const shapes = Map.groupBy(group, ({ product: { m, k, n } = { m: 0, k: 0, n: 0 } }) =>
      m === k && k === n ? String(n) : `${m}x${k}x${n}`,
    );
    const body = [...shapes].map(([shape, cells]) => [
      shape,
      ...peers.map((peer) => rateOf(cells.find((row) => nameOf(row) === peer))),
    ]);
    return { title, cells: [["n", ...peers], ...body] };
  });
}

function rateOf(row: Row | undefined): string {
  if (row?.skipped !== undefined) return "slow";
  if (row?.gflops === undefined) return "-";
  if (row.check === "wrong") return "wrong";
  return row.gflops < 10 ? row.gflops.toFixed(2) : row.gflops.toFixed(1);
}

/** What a reader must know of single rows. */
export function remarksOf({ rows }: WorkloadResult): string[] {
  const scaled = rows.filter(({ share }) => share !== undefined);
  const failed = Map.groupBy(
    rows.filter(({ failure }) => failure !== undefined),
    (row) => `${nameOf(row)}: ${row.failure}`,
  );
  const few = scaled.map((row) => `${nameOf(row)} ${Number((100 * row.share!).toPrecision(2))} %`);
  return [
    ...(few.length > 0 ? [`~ scaled up from a part of the work: ${few.join(", ")}.`] : []),
    ...[...failed.keys()].map((words) => `Failed: ${words}.`),
  ];
}
