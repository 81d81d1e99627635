import { lineOf } from "../../../../src/explain/check/line.ts";
import { mathml } from "../../../../src/explain/document/mathml.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import type { Stage } from "../../../engine/stage.ts";
import { errorScale } from "../walk.ts";
import { type Drill, drillOf, exerciseOf } from "./exercise.ts";
import { answerOf, judgement } from "./judge.ts";
import type { Exercise, Hint, Judgement, QuestionView } from "./view.ts";
import { practiceWords as words } from "./words.ts";

/** The exercise that the page shows. */
let drill: Drill | undefined;

/**
 * Begins an exercise: the next update of the run as it is now, made of a few examples.
 *
 * @param wish `shift` asks about other examples and other elements
 * @throws ChainruleError `usage` for a network that nobody computes by hand
 */
export function begin(
  stage: Stage,
  wish: { readonly examples: number; readonly shift: number; readonly convention: Convention },
): Exercise {
  drill = drillOf(stage.session(), wish.examples, wish.shift, wish.convention);
  return exerciseOf(drill);
}

/** Judges an answer to a question of the exercise. */
export const answer = (_stage: Stage, question: number, text: string): Judgement =>
  judgement(drill!, drill!.questions[question]!, text);

/** The answer to a question. */
export const reveal = (_stage: Stage, question: number): string =>
  answerOf(drill!, drill!.questions[question]!);

/** Hints, one after the other: the formula, then the same with numbers. */
export function hint(_stage: Stage, question: number, level: number): Hint {
  const asked = drill!.questions[question]!;
  if (level === 0) return { mathml: formulaFor(drill!, asked), last: false };
  if (asked.kind === "shape")
    return {
      mathml: "",
      sentence: words.shapeRule({ name: asked.name, of: asked.name.slice(1) }),
      last: true,
    };
  return { mathml: mathml(withoutResult(drill!, asked), false), last: true };
}

function formulaFor({ picture, convention }: Drill, { name }: QuestionView): string {
  const scale = errorScale(picture);
  const names = [...picture.quantities.keys()];
  const errors = names.filter((one) => picture.quantities.get(one)!.role === "error");
  const factors = new Map(errors.map((one) => [one, scale]));
  return mathml(
    lineOf(picture.quantities.get(name)!, picture, convention, factors, new Set(names)).latex,
    false,
  );
}

/** The element's formula with its numbers, and a question mark for what they give. */
function withoutResult({ trace }: Drill, { name, element }: QuestionView): string {
  const { latex } = trace.entry(name.endsWith("_new") ? element.replace(/^[^[]*/, name) : element).numbers;
  return `${latex.slice(0, latex.lastIndexOf(" = "))} = \\text{?}`;
}
