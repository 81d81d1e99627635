import { counted } from "../base/counted.ts";
import { textTable } from "../base/textTable.ts";
import type { ClassJudgement, Judgement } from "./judge.ts";

/** Beyond this many classes the counts no longer fit the width of a terminal. */
const mostClasses = 12;

/**
 * A judgement as aligned text: the scores, a line for each class, and for up to 12 classes the counts of what was
 * taken for what. A score that the data leaves undefined is a dash, and so are those of a class without examples: it has
 * nothing to be right or wrong about, and no part in the means.
 *
 * @example
 * const judgement = judge("regression", [[1], [2]], [[1], [4]]);
 * judgementReport(judgement).split("\n")[0]; // "2 examples"
 */
export function judgementReport(judgement: Judgement): string {
  const { examples, scores, classes, confusion } = judgement;
  const parts = [
    `${counted(examples, "example")}${classes ? ` of ${classes.length} classes` : ""}`,
    textTable(Object.entries(scores).map(([name, score]) => [name, rounded(score)])),
  ];
  if (classes) parts.push(textTable(classRows(classes)));
  if (classes && confusion && classes.length <= mostClasses)
    parts.push(textTable(confusionRows(classes, confusion)));
  return parts.join("\n\n");
}

/** Four digits after the point for shares, five significant ones for errors of any size. */
const rounded = (score: number): string => {
  if (Number.isNaN(score)) return "-";
  const size = Math.abs(score);
  if (size === 0 || (size >= 1e-3 && size <= 1)) return score.toFixed(4);
  const short = Number(score.toPrecision(5));
  return size < 1e-3 ? short.toExponential() : String(short);
};

const classRows = (classes: readonly ClassJudgement[]): string[][] => [
  ["class", "precision", "recall", "f1", "examples"],
  ...classes.map(({ name, precision, recall, f1, support }) => [
    name,
    ...[precision, recall, f1].map((score) => (support === 0 ? "-" : rounded(score))),
    String(support),
  ]),
];

const confusionRows = (
  classes: readonly ClassJudgement[],
  confusion: readonly (readonly number[])[],
): string[][] => [
  ["true \\ predicted", ...classes.map(({ name }) => name)],
  ...confusion.map((row, i) => [classes[i]!.name, ...row.map(String)]),
];
