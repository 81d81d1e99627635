import type { Peaks, Row, WorkloadResult } from "../results.ts";
import type { Target, Workload } from "../workloads/workload.ts";
import { judged, type Verdict } from "./judged.ts";
import { nativeVerdicts } from "./nativeVerdict.ts";
import { aimText, gotText, milliseconds, percentText } from "./text.ts";

/** The key of this project among the peers. */
export const own = "chainrule";

/** This project's row that another is compared with: the same work, and its best number of threads up to the other's. */
export const ownRow = (
  { rows }: WorkloadResult,
  { threads, product }: Pick<Row, "threads" | "product">,
): Row | undefined =>
  rows
    .filter((row) => row.peer === own && row.threads <= threads && sameProduct(row, product))
    .toSorted((a, b) => b.threads - a.threads)[0];

const sameProduct = ({ product: one }: Row, other: Row["product"]): boolean =>
  (["form", "m", "k", "n", "dtype"] as const).every((field) => one?.[field] === other?.[field]);

/** How many times as long the other takes. Undefined where either has no time, or did other work. */
export function ratioTo(result: WorkloadResult, other: Row): number | undefined {
  const mine = ownRow(result, other);
  if (!mine?.seconds || !other.seconds || mine.check === "wrong" || other.check === "wrong") return undefined;
  return other.seconds / mine.seconds;
}

export function verdictsOf(workload: Workload, result: WorkloadResult, peaks: Peaks | undefined): Verdict[] {
  const { targets, aimSeconds, peakShare } = workload;
  const found = targets.map((target) => verdictOf(target, result));
  const mine = result.rows.find(({ peer, product }) => peer === own && product === undefined);
  if (aimSeconds !== undefined)
    found.push({
      words: `${milliseconds(aimSeconds)} on the machine of the targets`,
      got: mine?.seconds ? milliseconds(mine.seconds) : "not measured",
      met: mine?.seconds ? mine.seconds <= aimSeconds : undefined,
    });
  if (peakShare !== undefined && peaks) found.push(peakVerdict(peakShare, result, peaks));
  return [...found, ...nativeVerdicts(workload, result, peaks)];
}

function verdictOf({ against, ratio, threads, dtype }: Target, result: WorkloadResult): Verdict {
  const rows = result.rows.filter(
    (row) =>
      row.peer === against &&
      row.threads === (threads === 2 ? row.threads : 1) &&
      (!dtype || row.product?.dtype === dtype),
  );
  const title = rows[0]?.title ?? against;
  const onThreads =
    threads === undefined ? "" : threads === 1 ? ", one thread" : `, ours on ${threads} threads`;
  const words = aimText(ratio, title) + (ratio < 1 ? "" : onThreads);
  const ratios = rows
    .map((row) => (threads === 2 ? ratioOnThreads(result, row, 2) : ratioTo(result, row)))
    .filter((found) => found !== undefined);
  return judged(words, ratios, ratio, gotText(ratio));
}

function ratioOnThreads(result: WorkloadResult, other: Row, threads: number): number | undefined {
  const mine = result.rows.find(
    (row) => row.peer === own && row.threads === threads && row.check !== "wrong",
  );
  return mine?.seconds && other.seconds && other.check !== "wrong" ? other.seconds / mine.seconds : undefined;
}

/** From which size on a product can fill the vectors: smaller ones are not counted. */
const large = 64;

function peakVerdict(share: number, result: WorkloadResult, peaks: Peaks): Verdict {
  const shares = result.rows
    .filter(({ peer, threads, product }) => {
      return (
        peer === own && threads === 1 && (!product || Math.min(product.m, product.n, product.k) >= large)
      );
    })
    .flatMap((row) => shareOfPeak(row, peaks) ?? []);
  return judged(`${percentText(share)} of the 128-bit peak`, shares, share, percentText);
}

/** GFLOP/s over the 128-bit peak of the cores that were used. */
export function shareOfPeak({ gflops, threads, product }: Row, peaks: Peaks): number | undefined {
  return gflops === undefined ? undefined : gflops / peaks.simd128[product?.dtype ?? "float32"] / threads;
}
