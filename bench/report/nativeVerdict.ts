import type { Peaks, Row, WorkloadResult } from "../results.ts";
import type { NativeTarget, Workload } from "../workloads/workload.ts";
import { judged, type Verdict } from "./judged.ts";
import { aimText, gotText, percentText } from "./text.ts";

/** What the native tier was to reach, and what was measured. */
export function nativeVerdicts(
  { nativeTargets = [], nativePeakShare }: Workload,
  result: WorkloadResult,
  peaks: Peaks | undefined,
): Verdict[] {
  const found = nativeTargets.map((target) => verdictOf(target, result));
  const share = nativePeakShare !== undefined && peaks?.native && peakVerdict(nativePeakShare, result, peaks);
  return share ? [...found, share] : found;
}

/** Both with as many threads as help them. */
function verdictOf({ of = "native", against, ratio }: NativeTarget, { rows }: WorkloadResult): Verdict {
  const [ours, theirs] = [fastest(rows, of), fastest(rows, against)];
  const ratios = [...ours].flatMap(([product, mine]) => {
    const other = theirs.get(product);
    return other ? [other.seconds! / mine.seconds!] : [];
  });
  const name = of === "native" ? "native" : "fused";
  const title = rows.find(({ peer }) => peer === against)?.title ?? against;
  return judged(`${name}: ${aimText(ratio, title)}`, ratios, ratio, gotText(ratio));
}

/** The rows of a peer on its best number of threads: one, or one for each product. */
function fastest(rows: readonly Row[], peer: string): Map<string, Row> {
  const best = new Map<string, Row>();
  for (const row of rows) {
    if (row.peer !== peer || row.check === "wrong" || row.seconds === undefined) continue;
    const product = JSON.stringify(row.product ?? "");
    if (row.seconds < (best.get(product)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(product, row);
  }
  return best;
}

/** Square products from here on keep all of a core busy. */
const large = 256;

function peakVerdict(share: number, { rows }: WorkloadResult, { native }: Peaks): Verdict {
  const shares = rows.flatMap(({ peer, threads, product, gflops }) =>
    peer === "native-fast" && threads === 1 && product && gflops && Math.min(product.m, product.n) >= large
      ? [gflops / native![product.dtype]]
      : [],
  );
  const words = `fused: ${percentText(share)} of the native peak from n = ${large} on`;
  return judged(words, shares, share, percentText);
}
