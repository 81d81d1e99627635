import type { NDArray } from "../array/ndarray.ts";
import { measure } from "../data/scaling.ts";
import { classifies } from "../nn/step.ts";
import type { Plan } from "./plan.ts";

/** Numbers beyond this make the first gradients so large that a smaller learning rate alone would train too slowly. */
const far = 100;

/**
 * What to try after a run has left the finite numbers: what it lacked, and not what it already did.
 *
 * @param rate the learning rate of the step that failed, where the optimizer has one
 */
export function adviceFor({ training: { x, y }, scaling, step }: Plan, rate?: number): string {
  const isScaled = scaling !== undefined || isStandard(x);
  const inputs = isScaled ? 0 : largest(x);
  const targets = classifies(y.kind) ? 0 : largest(y.data);
  const [what, reach] = inputs > far ? ["inputs", inputs] : ["targets", targets];
  const ways: string[] = [];
  if (rate !== undefined) {
    ways.push(`a smaller learning rate (${short(rate / 10)})`);
    if (Object.keys(step.clipping).length === 0) ways.push("clipping the gradients (clipNorm: 1)");
  }
  if (!isScaled && inputs <= far) ways.push("standardized inputs");
  const first = reach > far ? `standardized ${what} first, since they reach ${short(reach)}, then ` : "";
  return `Try ${first}${new Intl.ListFormat("en", { type: "disjunction" }).format(ways) || "adam"}.`;
}

/** Whether standardizing would change little: a file's inputs may come standardized, as 0 and 1, or in [0, 1]. */
function isStandard({ data, shape }: NDArray): boolean {
  const { offset, scale } = measure(data, shape[1]!, "standardize");
  return offset.every((mean) => Math.abs(mean) <= 1) && scale.every((spread) => spread <= 1.5);
}

function largest({ data }: NDArray): number {
  let most = 0;
  for (const value of data) most = Math.max(most, Math.abs(value));
  return most;
}

/** Three digits, and powers of ten rather than rows of zeros. */
function short(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded < 1e6 ? String(rounded) : rounded.toExponential();
}
