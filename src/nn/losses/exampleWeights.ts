import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";

/** Weights of examples: their own, and those of their classes (`balanced`: every class weighs the same in sum). */
export interface Weights {
  readonly samples?: ArrayLike<number>;
  readonly classes?: "balanced" | readonly number[];
}

/**
 * One weight for each example, as `weightedLoss` takes them: its own times its class's. `balanced` weighs class c
 * with `m / (k m_c)`, from m examples of which m_c are of class c, k classes in all (as scikit-learn has it, after
 * King & Zeng 2001). A class without examples does not count among the k.
 *
 * @param examples how many there are
 * @param labels the class of each example, counted from 0, where there are classes
 * @param count how many classes there are, where it is known; else any number that reaches the labels will do
 * @throws ChainruleError `data` for a weight below 0 or not finite, or where no example is left a weight above 0,
 *   `shape` for too few or too many, `usage` for class weights without classes
 *
 * @example
 * exampleWeights({ classes: [2, 0.5] }, 3, [0, 1, 1]); // [2, 0.5, 0.5]
 */
export function exampleWeights(
  { samples, classes }: Weights,
  examples: number,
  labels?: ArrayLike<number>,
  count?: number,
): Float64Array {
  const weights = new Float64Array(examples).fill(1);
  if (samples) {
    if (samples.length !== examples)
      fail("shape", {
        who: "sample weights",
        expected: `${examples}, one per example`,
        got: `${samples.length}`,
      });
    check("sample weights", samples);
    requireSome("sample weights", samples);
    weights.set(samples);
  }
  if (classes === undefined) return weights;
  if (!labels)
    return fail("usage", { who: "class weights", expected: "a target of classes", got: "numbers" });
  const ofClass = classes === "balanced" ? balanced(labels) : list(classes);
  check("class weights", ofClass);
  if (classes !== "balanced" && count !== undefined && ofClass.length !== count)
    fail("shape", {
      who: "class weights",
      expected: `${count}, one for each class`,
      got: `${ofClass.length}`,
    });
  const all = weights.map(
    (weight, i) => weight * (ofClass[labels[i]!] ?? missing(labels[i]!, ofClass.length)),
  );
  requireSome("class weights", all);
  return all;
}

const list = (classes: unknown): ArrayLike<number> =>
  Array.isArray(classes) || ArrayBuffer.isView(classes)
    ? (classes as unknown as ArrayLike<number>)
    : fail("usage", {
        who: "class weights",
        expected: 'a list of numbers or "balanced"',
        got: showValue(classes),
      });

/** With weights of 0 the loss is 0 whatever the network does, and training changes nothing without a word. */
function requireSome(who: string, weights: ArrayLike<number>): void {
  if (weights.length > 0 && Array.from(weights).every((weight) => weight === 0))
    fail("data", { who, expected: "an example with a weight above 0", got: "0 for all" });
}

function balanced(labels: ArrayLike<number>): number[] {
  const counts: number[] = new Array(Array.from(labels).reduce((a, b) => Math.max(a, b), -1) + 1).fill(0);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!] = counts[labels[i]!]! + 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? labels.length / (present * count) : 0));
}

function check(who: string, weights: ArrayLike<number>): void {
  const bad = Array.from(weights).find((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (bad !== undefined) fail("data", { who, expected: "numbers from 0", got: showValue(bad) });
}

const missing = (label: number, count: number): never =>
  fail("shape", {
    who: "class weights",
    expected: `one for each class, so one for class ${label}`,
    got: `${count}`,
  });
