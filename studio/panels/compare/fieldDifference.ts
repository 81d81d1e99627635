import type { Task } from "../../../src/data/dataset.ts";
import type { Frame, Opened } from "../../bridge/frame.ts";

type Field = NonNullable<Frame["field"]>;

/** What two networks make of the same points, one less the other. */
export interface FieldDifference {
  readonly side: number;
  readonly values: Float32Array;
  /** The least and the most, and where. */
  readonly least: Extreme;
  readonly most: Extreme;
  /** The share of the points that the two put in different classes; undefined for numbers. */
  readonly parted: number | undefined;
}

interface Extreme {
  readonly value: number;
  readonly place: number;
}

/** Whether two runs are drawn over the same points, with outputs that mean the same. */
export const isComparable = (a: Opened, b: Opened): boolean =>
  a.outputs === b.outputs &&
  a.dataset.task === b.dataset.task &&
  String(a.cloud.axes) === String(b.cloud.axes) &&
  String(a.cloud.ranges.slice(0, a.cloud.axes.length)) ===
    String(b.cloud.ranges.slice(0, b.cloud.axes.length));

/** `a - b` for one of the outputs, point by point. */
export function fieldDifference(
  a: Field,
  b: Field,
  { outputs, task }: { readonly outputs: number; readonly task: Task },
  output: number,
): FieldDifference {
  const count = a.output.length / outputs;
  const values = new Float32Array(count);
  let [least, most] = [
    { value: Infinity, place: 0 },
    { value: -Infinity, place: 0 },
  ];
  let parted = 0;
  for (let p = 0; p < count; p++) {
    const value = a.output[p * outputs + output]! - b.output[p * outputs + output]!;
    values[p] = value;
    if (value < least.value) least = { value, place: p };
    if (value > most.value) most = { value, place: p };
    if (classAt(a.output, p, outputs) !== classAt(b.output, p, outputs)) parted++;
  }
  return {
    side: a.resolution,
    values,
    least,
    most,
    parted: task === "regression" ? undefined : parted / count,
  };
}

function classAt(output: Float32Array, point: number, outputs: number): number {
  if (outputs === 1) return output[point]! >= 0.5 ? 1 : 0;
  let best = 0;
  for (let c = 1; c < outputs; c++)
    if (output[point * outputs + c]! > output[point * outputs + best]!) best = c;
  return best;
}
