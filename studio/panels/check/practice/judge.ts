import { sameShape } from "../../../../src/base/shape.ts";
import { candidates, numbersOf } from "../../../../src/explain/check/candidates.ts";
import { factorsOf } from "../../../../src/explain/check/factors.ts";
import type { Quantity } from "../../../../src/explain/check/picture.ts";
import { cutAt } from "../../../../src/explain/check/recompute.ts";
import { stepOf } from "../../../../src/explain/check/search.ts";
import { slips } from "../../../../src/explain/check/slips/index.ts";
import { formatNumber } from "../../../../src/explain/document/numbers.ts";
import type { Said } from "../../../../src/explain/language/sentences.ts";
import { errorScale } from "../walk.ts";
import { isSame, numberIn } from "./digits.ts";
import { type Drill, indexIn, shapeIn } from "./exercise.ts";
import type { Judgement, QuestionView } from "./view.ts";
import { practiceWords as words } from "./words.ts";

/** Judges an answer, and names the slip that gives a wrong one. */
export function judgement(drill: Drill, question: QuestionView, answer: string): Judgement {
  if (question.kind !== "value") return chosen(drill, question, answer);
  const typed = numberIn(answer);
  if (typed === undefined) return { right: false, sentence: words.noNumber({ text: answer }) };
  const rights = rightNumbers(drill, question);
  if (rights.some((right) => isSame(typed, right, 3)))
    return {
      right: true,
      sentence: words.right({ element: question.element, value: formatNumber(rights[0]!, 6) }),
    };
  const found =
    slipIn(drill, question, typed) ??
    lostTerm(drill, question, typed) ??
    otherNumber(drill, question, typed) ??
    (rights.some((right) => isSame(typed, -right, 3)) ? words.otherSign() : undefined) ??
    (rights.some((right) => isSame(typed, right, 2)) ? words.nearly() : undefined);
  return { right: false, sentence: found ?? words.unknown() };
}

/** The answer as it is revealed. */
export function answerOf(drill: Drill, question: QuestionView): string {
  const { kind, name } = question;
  if (kind === "shape") return shapeIn(drill.picture.quantities.get(name)!, drill.convention);
  if (kind === "value") return formatNumber(rightNumbers(drill, question)[0]!, 6);
  const value = drill.values.get(name)!.values[question.place]!;
  if (kind === "sign") return value > 0 ? "+" : "-";
  return value > drill.values.get(name.replace(/_new$/, ""))!.values[question.place]! ? "rises" : "falls";
}

function chosen(drill: Drill, question: QuestionView, answer: string): Judgement {
  const { kind, name, element } = question;
  const right = answerOf(drill, question);
  if (answer === right)
    return {
      right: true,
      sentence: kind === "shape" ? words.rightShape({ name, shape: right }) : words.rightChoice(),
    };
  if (kind === "shape") return { right: false, sentence: words.wrongShape({ name, of: name.slice(1) }) };
  if (kind === "sign") return { right: false, sentence: words.wrongSign({ element }) };
  const gradient = drill.values.get(`d${name.replace(/_new$/, "")}`)!.values[question.place]!;
  return { right: false, sentence: words.wrongDirection({ isUp: gradient > 0 }) };
}

/** The numbers that are right: for an error term with the 1/m of a mean or without it. */
function rightNumbers(drill: Drill, { name, place }: Pick<QuestionView, "name" | "place">): number[] {
  const quantity = drill.picture.quantities.get(name)!;
  const value = drill.values.get(name)!.values[place]!;
  return scalesOf(drill, quantity).map((scale) => scale * value);
}

/** As texts write it first. */
function scalesOf({ picture }: Drill, quantity: Quantity): number[] {
  if (quantity.role !== "error") return [1];
  return [...new Set([errorScale(picture), ...factorsOf(quantity, picture, false, false)])];
}

/** The first slip of the catalogue that gives this number at this place. */
function slipIn(drill: Drill, { name, place }: QuestionView, typed: number): Said | undefined {
  const { picture } = drill;
  const quantity = picture.quantities.get(name)!;
  const values = new Map(
    [...drill.values].flatMap(([one, own]): [string, Float64Array][] =>
      quantity.ancestors.has(one) ? [[one, own.values]] : [],
    ),
  );
  const step = stepOf({ picture, labels: undefined, entries: new Map() }, quantity);
  const all = candidates(quantity, step, cutAt(picture, new Set(values.keys())));
  const rights = rightNumbers(drill, { name, place });
  for (const [{ slip, named, node }, numbers] of numbersOf(all, values)) {
    if (!sameShape(node.shape, quantity.shape)) continue;
    for (const scale of scalesOf(drill, quantity)) {
      const wrong = scale * numbers[place]!;
      if (!isSame(typed, wrong, 3) || rights.some((right) => isSame(wrong, right, 3))) continue;
      return slips.find((one) => one.name === slip.name)!.said({ name: named.at, other: named.other });
    }
  }
  return undefined;
}

/** One term of the sum that was left out. */
function lostTerm({ trace, picture }: Drill, question: QuestionView, typed: number): Said | undefined {
  const { role } = picture.quantities.get(question.name)!;
  const { value, total, contributions } = trace.entry(question.element);
  if (contributions.length < 2 || total === undefined || total === 0) return undefined;
  const front = role === "gradient" ? value / total : 1;
  const lost = contributions.find((term) => isSame(typed, value - front * term.value, 3));
  return lost && words.lostTerm({ term: lost.symbols });
}

/** The number of another element, or of another value at the same place. */
function otherNumber(drill: Drill, question: QuestionView, typed: number): Said | undefined {
  const { picture, values, convention } = drill;
  const own = picture.quantities.get(question.name)!;
  const same = [...values].filter(
    ([name]) => sameShape(picture.quantities.get(name)!.shape, own.shape) && !name.endsWith("_change"),
  );
  const hit = [[own.name, values.get(own.name)!] as const, ...same].flatMap(([name, value]) =>
    [...value.values].flatMap((x, place) => {
      const isOwn = name === own.name && place === question.place;
      const scales = scalesOf(drill, picture.quantities.get(name)!);
      const isHit = !isOwn && scales.some((scale) => isSame(typed, scale * x, 3));
      return isHit ? [`${name}[${indexIn(own.shape, place, convention).join(",")}]`] : [];
    }),
  )[0];
  return hit === undefined ? undefined : words.otherNumber({ other: hit, element: question.element });
}
