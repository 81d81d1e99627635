import { type Node, topological } from "../../graph/node.ts";
import { fits, type Side, turned, turnedWith } from "./arrange.ts";
import type { Case, Entry, Own, Progress } from "./case.ts";
import { elementOf, firstNaNOf } from "./element.ts";
import { factorsOf } from "./factors.ts";
import { lineOf } from "./line.ts";
import type { Quantity } from "./picture.ts";
import { inexactness, precisionsOf } from "./precision.ts";
import { compute, cutAt, missing, rebuild } from "./recompute.ts";
import { accepted, remember, singlePrecision, skipped } from "./remember.ts";
import { type Found, search } from "./search.ts";
import { factorFor, slackOf, times, type Yours } from "./tolerance.ts";
import type { Note, Outcome } from "./verdict.ts";

/**
 * Goes through the learner's values in the order of computation. Each is computed anew from the learner's own values
 * before it, so that a slip is found once and what follows from it is not blamed.
 */
export function judge(subject: Case): { outcomes: Outcome[]; notes: readonly Note[] } {
  const { picture, entries, given } = subject;
  const precisions = precisionsOf([...entries].map(([name, { array }]) => [name, array] as const));
  const progress: Progress = {
    values: new Map(given),
    precisions,
    inexact: inexactness(precisions, (name) => picture.quantities.get(name)!.role === "given"),
    factors: new Map(),
    wrong: new Set(),
    notes: [],
  };
  const outcomes: Outcome[] = [];
  for (const quantity of picture.quantities.values()) {
    const entry = entries.get(quantity.name);
    if (!entry || quantity.role === "given") continue;
    const lies = sideOf(entry, quantity, subject);
    const numbers = lies && turned(entry.array, quantity.shape, lies);
    const precision = precisions.get(quantity.name)!;
    const unscaled = isUnscaled(quantity, subject, progress);
    outcomes.push(judgeOne({ entry, quantity, numbers, precision, unscaled }, subject, progress));
  }
  return { outcomes, notes: progress.notes };
}

/** The ways of computing a value that are right, each with its numbers. */
interface Rights {
  readonly nodes: readonly Node[];
  readonly numbers: readonly Float64Array[];
}

/** How an array lies. What is to be subtracted from a weight matrix must lie as the matrix does; other data may not. */
function sideOf({ array }: Entry, quantity: Quantity, { orientation, given }: Case): Side | undefined {
  const side = orientation[turnedWith(quantity)];
  const ways = fits(array, quantity.shape);
  if (ways.includes(side)) return side;
  const parameter = quantity.name.replace(/^d|_(new|change)$/g, "");
  const isStrict = ["gradient", "update"].includes(quantity.role) && quantity.shape.length === 2;
  return isStrict && given.has(parameter) ? undefined : ways[0];
}

/**
 * Judges one of the learner's values against what follows from the learner's own values before it, and remembers it for
 * those after it.
 */
function judgeOne(own: Own, subject: Case, progress: Progress): Outcome {
  const { entry, quantity, precision } = own;
  const { name } = quantity;
  const about = { name, written: entry.written };
  const { values } = progress;
  const ways = rightWays(own, subject, progress);
  const nodes = ways.filter((node) => missing(node, values).length === 0);
  if (nodes.length === 0)
    return skipped(own, new Set(ways.flatMap((node) => missing(node, values))), subject, progress);
  const gradient = `d${name.replace(/_(new|change)$/, "")}`;
  if (own.unscaled && quantity.role === "update" && !values.has(gradient))
    return skipped(own, [gradient], subject, progress);
  const rights: Rights = { nodes, numbers: compute(nodes, values) };
  const factors = factorsOf(quantity, subject.picture, subject.eitherSign, own.unscaled);
  const before = quantity.role === "update" ? values.get(name.replace(/_new$/, "")) : undefined;
  const yours = own.numbers && { numbers: own.numbers, precision, before, factors };

  const spoiled = [...quantity.ancestors].filter((one) => !(values.get(one)?.every(Number.isFinite) ?? true));
  if (spoiled.length > 0) return following(own, yours, rights, spoiled, subject, progress);
  const plain = yours && rightFactor(yours, rights);
  if (plain !== undefined) return accepted(own, plain, progress);
  const slack = yours && slackOf(nodes[0]!, values, progress.inexact);
  const loose = yours && rightFactor(yours, rights, slack);
  if (loose !== undefined) return accepted(own, loose, progress);

  const found = search(own, yours, factors, slack, subject, progress);
  const [first] = found;
  if (yours && first && isMinute(yours, rights.numbers)) {
    remember(own, first.factor, progress);
    progress.notes.push({ kind: "harmless", name, slip: first.named });
    return { kind: "right", ...about, tolerance: singlePrecision };
  }
  if (!first) {
    const close = yours && rights.numbers.map((right) => factorFor(yours, right, undefined, singlePrecision));
    const factor = close?.find((one) => one !== undefined);
    if (factor !== undefined) return accepted(own, factor, progress, true);
    const assumed = new Set(
      ways.flatMap((node) => inputsRead(node).filter((one) => subject.assumed.has(one))),
    );
    if (assumed.size > 0) return skipped(own, assumed, subject, progress);
    const fit = shapeOf(own, subject);
    if (!yours) return { kind: "misshapen", ...about, how: "shape", got: entry.array.shape, fits: fit };
  }
  const factor = first?.factor ?? nearestFactor(yours!, rights.numbers[0]!);
  remember(first ? own : { ...own, unscaled: true }, factor, progress);
  progress.wrong.add(name);
  const element = elementOf(own, times(rights.numbers[0]!, factor));
  const firstNaN = first ? undefined : firstNaNOf(entry.array);
  return {
    kind: "wrong",
    ...about,
    slips: distinct(found),
    line: lineOf(
      placeOf(first, subject) ?? quantity,
      subject.picture,
      subject.orientation.data,
      progress.factors,
      new Set(values.keys()),
    ),
    lacks: first ? [] : errorTermsBefore(quantity, subject),
    ...(firstNaN === undefined ? {} : { firstNaN }),
    got: entry.array.shape,
    fits: shapeOf(own, subject),
    ...(element === undefined ? {} : { element }),
  };
}

/**
 * Every definition of a value, from all that the learner has before it; and, where some of that is wrong already, from
 * what comes before the wrong ones, because it may have been computed without them.
 */
function rightWays({ quantity }: Own, { picture }: Case, { values, wrong }: Progress): Node[] {
  const known = new Set([...values.keys()].filter((name) => quantity.ancestors.has(name)));
  const sound = new Set([...known].filter((name) => !wrong.has(name)));
  const cuts = [known, ...(sound.size < known.size ? [sound] : [])].map((names) => cutAt(picture, names));
  return cuts.flatMap((cut) => quantity.definitions.flatMap((node) => rebuild(node, cut) ?? []));
}

/** What follows from numbers that are not finite is not finite, or cannot be judged; it is no slip of its own. */
function following(
  own: Own,
  yours: Yours | undefined,
  { numbers }: Rights,
  spoiled: readonly string[],
  subject: Case,
  progress: Progress,
): Outcome {
  const factor = yours && numbers.flatMap((right) => factorFor(yours, right) ?? [])[0];
  return factor === undefined ? skipped(own, spoiled, subject, progress) : accepted(own, factor, progress);
}

/** Whether a value is made of error terms of which it is not known how many times the derivative they are. */
const isUnscaled = (quantity: Quantity, { picture }: Case, { values, factors }: Progress): boolean =>
  [...quantity.ancestors].some(
    (name) => picture.quantities.get(name)?.role === "error" && values.has(name) && !factors.has(name),
  );

/** A number that is not finite is right only where no way of computing it avoids that. */
function rightFactor(yours: Yours, { numbers }: Rights, slack?: Float64Array): number | undefined {
  const unavoidable = (i: number) => numbers.every((right) => !Number.isFinite(right[i]!));
  if (!yours.numbers.every((x, i) => Number.isFinite(x) || unavoidable(i))) return undefined;
  for (const right of numbers) {
    const factor = factorFor(yours, right, slack);
    if (factor !== undefined) return factor;
  }
  return undefined;
}

/** Whether a slip, a guard against log(0) most likely, changes no more than float32 would. */
const isMinute = (yours: Yours, rights: readonly Float64Array[]): boolean =>
  yours.numbers.every(Number.isFinite) &&
  rights.some((right) => factorFor(yours, right, undefined, singlePrecision) !== undefined);

/** The error terms on the way to a value that the file does not hold. */
const errorTermsBefore = ({ ancestors }: Quantity, { picture, entries }: Case): string[] =>
  [...picture.quantities.keys()].filter(
    (name) => /^dZ\d/.test(name) && ancestors.has(name) && !entries.has(name),
  );

/** Where nothing fits, the factor that comes nearest in size and sign. */
function nearestFactor({ numbers, factors }: Yours, right: Float64Array): number {
  let [product, square] = [0, 0];
  right.forEach((x, i) => {
    product += x * numbers[i]!;
    square += x * x;
  });
  const ratio = product / square;
  const distance = (factor: number) => Math.abs(Math.log(Math.abs(ratio / factor)));
  const near = factors.filter((factor) => factor > 0);
  return near.reduce((best, factor) => (distance(factor) < distance(best) ? factor : best), near[0]!);
}

const inputsRead = (node: Node): string[] =>
  topological([node]).flatMap(({ op, name }) => (op.kind === "input" ? name! : []));

/** The value that a slip is in, where the file does not hold it: it is put right in the line of that value. */
function placeOf(found: Found | undefined, { picture, entries }: Case): Quantity | undefined {
  const at = found && picture.quantities.get(found.named.at);
  return at && !entries.has(at.name) && at.definitions.length > 0 ? at : undefined;
}

/** The shape that a value has when it lies as the others of the file do. */
function shapeOf({ quantity }: Own, { orientation }: Case): readonly number[] {
  const { shape } = quantity;
  if (orientation[turnedWith(quantity)] === "rows") return shape;
  return shape.length === 1 ? [shape[0]!, 1] : shape.toReversed();
}

/** Each slip once, at the place found first. */
const distinct = (found: readonly Found[]): Found["named"][] =>
  found
    .map(({ named }) => named)
    .filter(({ slip }, i, all) => all.findIndex((one) => one.slip === slip) === i);
