import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { classify } from "./classify.ts";
import { countConfusions } from "./confusionMatrix.ts";

/**
 * How the classes' scores become one, as in scikit-learn:
 *
 *     binary     the score of class 1 of two classes
 *     macro      the mean over the classes that occur, in targets or predictions
 *     micro      the score of all classes' counts added up; with one label an example it is the accuracy
 *     weighted   the mean over the classes, weighted by how often each is true
 */
export type Average = "binary" | "macro" | "micro" | "weighted";

const averages: readonly Average[] = ["binary", "macro", "micro", "weighted"];

export interface AverageOptions {
  /** `binary` for two classes and `macro` for more, unless said. */
  readonly average?: Average;
}

/** What precision, recall and F1 of a class are made of. */
export interface ClassCounts {
  /** Examples of the class that were predicted as it. */
  readonly hits: number;
  readonly predicted: number;
  readonly actual: number;
}

/** The counts of each class of a confusion matrix. */
export function classCounts(confusion: NDArray): ClassCounts[] {
  const k = confusion.shape[0]!;
  const indices = Array.from({ length: k }, (_, i) => i);
  const total = (count: (j: number) => number) => indices.reduce((sum, j) => sum + count(j), 0);
  return indices.map((i) => ({
    hits: confusion.at(i, i),
    predicted: total((j) => confusion.at(j, i)),
    actual: total((j) => confusion.at(i, j)),
  }));
}

/** A ratio of counts that is 0 where there is nothing to count, as scikit-learn has it. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** @throws ChainruleError `usage` for an unknown average, or for `binary` with more than two classes */
export function averageScore(
  who: string,
  outputs: ArrayInput,
  targets: ArrayInput,
  score: (counts: ClassCounts) => number,
  options: AverageOptions,
): number {
  const counts = classCounts(countConfusions(classify(who, outputs, targets)));
  const average = options.average ?? (counts.length === 2 ? "binary" : "macro");
  const sum = (of: (c: ClassCounts) => number, over = counts) => over.reduce((total, c) => total + of(c), 0);
  switch (average) {
    case "binary":
      if (counts.length !== 2)
        fail("usage", {
          who,
          expected: 'two classes for average "binary"',
          got: `${counts.length}`,
          fix: 'Use "macro", "micro" or "weighted".',
        });
      return score(counts[1]!);
    case "micro":
      return score({
        hits: sum((c) => c.hits),
        predicted: sum((c) => c.predicted),
        actual: sum((c) => c.actual),
      });
    case "weighted":
      return sum((c) => c.actual * score(c)) / sum((c) => c.actual);
    case "macro": {
      const seen = counts.filter((c) => c.predicted > 0 || c.actual > 0);
      return sum(score, seen) / seen.length;
    }
    default:
      return fail("usage", {
        who,
        expected: "a known average",
        got: `"${average}"`,
        fix: suggest(String(average), averages),
      });
  }
}
