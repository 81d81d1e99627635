import { sameShape } from "../../base/shape.ts";
import type { Node } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { match } from "../../simplify/match.ts";
import { candidates, numbersOf } from "./candidates.ts";
import type { Case, Own, Progress } from "./case.ts";
import { sameRows } from "./order.ts";
import type { Quantity } from "./picture.ts";
import { sizeOfLargest } from "./precision.ts";
import { compute, cutAt, missing, rebuild } from "./recompute.ts";
import { slips } from "./slips/index.ts";
import type { Step } from "./slips/slip.ts";
import { factorFor, times, toleranceOf, type Yours } from "./tolerance.ts";
import type { Named } from "./verdict.ts";

/** A slip that gives the learner's numbers, and how many times the derivative they are with it. */
export interface Found {
  readonly named: Named;
  readonly factor: number;
}

/** The slips of the catalogue that give the learner's numbers, in the catalogue's order. */
export function search(
  own: Own,
  yours: Yours | undefined,
  factors: readonly number[],
  slack: Float64Array | undefined,
  subject: Case,
  progress: Progress,
): Found[] {
  const { quantity, entry } = own;
  const { picture } = subject;
  const { values } = progress;
  const cut = cutAt(picture, new Set([...values.keys()].filter((name) => quantity.ancestors.has(name))));
  const all = candidates(quantity, stepOf(subject, quantity), cut);
  const found: Found[] = [];
  for (const [{ named, node }, result] of numbersOf(all, values)) {
    const usual = sameShape(node.shape, quantity.shape);
    const compared = usual ? yours : inShape(own, node);
    const factor = compared && factorFor(compared, result, usual ? slack : undefined);
    if (factor !== undefined) found.push({ named, factor });
  }
  if (found.length === 0 && yours) return shuffled(own, yours, subject, progress);
  // Between numbers that are not finite there is no difference that could tell one slip from another.
  const explained = found.filter(({ named }) => slips.find(({ name }) => name === named.slip)!.overflows);
  const finite = yours?.numbers.every(Number.isFinite) ?? true;
  return finite || explained.length === 0 ? found : explained;

  /** The learner's array as it is, for a slip that gives it another shape. */
  function inShape({ precision }: Own, { shape }: Node): Yours | undefined {
    const { data, shape: raw } = entry.array;
    const [m, n] = shape;
    const asIs =
      sameShape(raw, shape) || (raw.length === shape.length + 1 && raw.includes(1) && data.length === m);
    if (asIs) return { numbers: Float64Array.from(data), precision, before: undefined, factors };
    if (shape.length !== 2 || !sameShape(raw, [n!, m!])) return undefined;
    const numbers = Float64Array.from(data, (_, k) => data[(k % n!) * m! + Math.floor(k / n!)]!);
    return { numbers, precision, before: undefined, factors };
  }
}

/** What the rewrites look at. */
function stepOf({ picture, labels, entries }: Case, judged: Quantity): Step {
  const leaves = new Map(
    [...picture.known].flatMap(([node, { name }]) => (node.op.kind === "input" ? [[name, node]] : [])),
  );
  const definitions = (name: string) => picture.quantities.get(name)?.definitions ?? [];
  return {
    picture,
    judged,
    value: (name) => definitions(name)[0] ?? leaves.get(name),
    chained: (name) => definitions(name).at(-1) ?? leaves.get(name),
    labels,
    flatTargets: entries.get("Y")?.array.shape.length === 1,
  };
}

/** Examples in another order: all of them, or their targets alone. */
function shuffled(own: Own, yours: Yours, { picture, orientation: _ }: Case, { values }: Progress): Found[] {
  const { quantity } = own;
  const m = picture.examples;
  if (m < 2 || quantity.shape[0] !== m || quantity.shape.length !== 2) return [];
  const cut = cutAt(picture, new Set([...values.keys()].filter((name) => quantity.ancestors.has(name))));
  const named = (at: string): Named => ({ slip: "otherOrder", at, other: "" });
  const right = quantity.definitions[0] && rebuild(quantity.definitions[0], cut);
  if (right && missing(right, values).length === 0) {
    const [numbers] = compute([right], values);
    for (const factor of yours.factors) {
      const scaled = times(numbers!, factor);
      if (sameRows(yours.numbers, scaled, m, toleranceOf(yours, scaled)(0)))
        return [{ named: named(quantity.name), factor }];
    }
  }
  const difference = targetsIn(quantity, picture.known);
  const outputs = difference && rebuild(difference.output, cut);
  const targets = values.get("Y");
  if (!outputs || !targets || missing(outputs, values).length > 0) return [];
  const [a] = compute([outputs], values);
  for (const factor of yours.factors) {
    const implied = a!.map((x, i) => x - (difference.times * yours.numbers[i]!) / factor);
    if (sameRows(implied, targets, m, 1e-6 * Math.max(1, sizeOfLargest(targets))))
      return [{ named: named("Y"), factor }];
  }
  return [];
}

/** The output and the number in front, where an error term is output minus target. */
function targetsIn({ name, definitions }: Quantity, known: Case["picture"]["known"]) {
  const inner = [...known].find(([node, stands]) => stands.name === name && match(node, table.sub));
  const [output, target] = match(inner?.[0], table.sub) ?? [];
  return inner && output && target?.name === "Y" && definitions.length > 0
    ? { output, times: inner[1].times }
    : undefined;
}
