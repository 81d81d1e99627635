import type { ArrayInput } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import type { Task } from "../data/dataset.ts";
import { classCounts } from "./average.ts";
import { confusionMatrix } from "./confusionMatrix.ts";
import { f1Of } from "./f1.ts";
import { metrics } from "./index.ts";
import { asMatrix } from "./matrix.ts";
import { precisionOf } from "./precision.ts";
import { recallOf } from "./recall.ts";

/** How well one class was told from the others. */
export interface ClassJudgement {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Examples of the class among the targets. */
  readonly support: number;
}

/** Everything that can be said about outputs next to their targets: plain data, ready for JSON. */
export interface Judgement {
  readonly task: Task;
  readonly examples: number;
  /** Each metric of the task by name. NaN where the data leaves it undefined, which JSON writes as null. */
  readonly scores: Readonly<Record<string, number>>;
  /** In the order of the class indices; absent for regression. */
  readonly classes?: readonly ClassJudgement[];
  /** Counts, a row for each true class and a column for each predicted one; absent for regression. */
  readonly confusion?: readonly (readonly number[])[];
}

/**
 * Judges outputs by every metric that applies to the task. Precision, recall and F1 are those of class 1 for two
 * classes, the mean over the classes for more.
 *
 * @param outputs (m, k) network outputs
 * @param targets (m,) or (m, 1) class indices or (m, k) one-hot rows; for regression numbers, (m,) or (m, k)
 * @param classes names of the classes in order of their index; their indices unless said
 * @throws ChainruleError `shape` where outputs, targets and names do not fit, `data` for a label that is no class or
 * a number that is not finite
 *
 * @example
 * judge("regression", [[1], [2]], [[1], [4]]).scores.meanAbsoluteError; // 1
 */
export function judge(
  task: Task,
  outputs: ArrayInput,
  targets: ArrayInput,
  classes?: readonly string[],
): Judgement {
  const applying = metrics.filter(({ tasks }) => tasks.includes(task));
  const scores = Object.fromEntries(applying.map(({ name, value }) => [name, value(outputs, targets)]));
  if (task === "regression") return { task, examples: asMatrix(targets, "judge").shape[0]!, scores };
  const confusion = confusionMatrix(outputs, targets);
  const counts = classCounts(confusion);
  if (classes && classes.length !== counts.length)
    fail("shape", {
      who: "judge",
      expected: `${counts.length} class names, one for each class`,
      got: `${classes.length}`,
    });
  return {
    task,
    examples: counts.reduce((sum, { actual }) => sum + actual, 0),
    scores,
    classes: counts.map((count, i) => ({
      name: classes?.[i] ?? String(i),
      precision: precisionOf(count),
      recall: recallOf(count),
      f1: f1Of(count),
      support: count.actual,
    })),
    confusion: confusion.tolist() as number[][],
  };
}
