import { sameShape } from "../../base/shape.ts";
import { type Node, topological } from "../../graph/node.ts";
import { candidates, numbersOf } from "./candidates.ts";
import type { Case, Own, Progress } from "./case.ts";
import { sameRows } from "./order.ts";
import type { Quantity } from "./picture.ts";
import { sizeOfLargest } from "./precision.ts";
import { compute, cutAt, missing, rebuild } from "./recompute.ts";
import type { Step } from "./slips/slip.ts";
import { factorFor, slackOf, times, toleranceOf, type Yours } from "./tolerance.ts";
import type { Named } from "./verdict.ts";

/** A slip that gives the learner's numbers, and how many times the derivative they are with it. */
export interface Found {
  readonly named: Named;
  readonly factor: number;
  readonly overflows: boolean;
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
  const exact: Found[] = [];
  const loose: Found[] = [];
  for (const [{ slip, named, node }, result] of numbersOf(all, values)) {
    const usual = sameShape(node.shape, quantity.shape);
    const compared = usual ? yours : inShape(own, node);
    if (!compared) continue;
    const factor = factorFor(compared, result);
    if (factor !== undefined) exact.push({ named, factor, overflows: slip.overflows === true });
    else {
      const spread = usual ? slack : slackOf(node, values, progress.inexact);
      const near = spread && factorFor(compared, result, spread);
      if (near !== undefined) loose.push({ named, factor: near, overflows: slip.overflows === true });
    }
  }
  // What gives the very numbers goes before what might give them if the numbers before it were not rounded.
  const found = exact.length > 0 ? exact : loose;
  if (found.length === 0 && yours) return shuffled(own, yours, subject, progress);
  // Between numbers that are not finite there is no difference that could tell one slip from another.
  const explained = found.filter(({ overflows }) => overflows);
  const finite = yours?.numbers.every(Number.isFinite) ?? true;
  return finite || explained.length === 0 ? found : explained;

  /** The learner's array as it is, for a slip that gives it another shape. */
  function inShape({ precision }: Own, { shape }: Node): Yours | undefined {
    const { data, shape: raw } = entry.array;
    const [m, n] = shape;
    const longer = raw.length > shape.length && data.length === (m ?? 1) * (n ?? 1);
    const asIs = sameShape(raw, shape) || longer;
    if (asIs) return { numbers: Float64Array.from(data), precision, before: undefined, factors };
    if (shape.length !== 2 || !sameShape(raw, [n!, m!])) return undefined;
    const numbers = Float64Array.from(data, (_, k) => data[(k % n!) * m! + Math.floor(k / n!)]!);
    return { numbers, precision, before: undefined, factors };
  }
}

/** What the rewrites look at. */
export function stepOf(
  { picture, labels, entries }: Pick<Case, "picture" | "labels" | "entries">,
  judged: Quantity,
): Step {
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
function shuffled(own: Own, yours: Yours, { picture }: Case, { values }: Progress): Found[] {
  const { quantity } = own;
  const m = picture.examples;
  if (m < 2 || quantity.shape[0] !== m || quantity.shape.length !== 2) return [];
  const cut = cutAt(picture, new Set([...values.keys()].filter((name) => quantity.ancestors.has(name))));
  const right = rebuild(quantity.definitions[0]!, cut);
  if (!right || missing(right, values).length > 0) return [];
  const [numbers] = compute([right], values);
  const found = (at: string, factor: number): Found[] => [
    { named: { slip: "otherOrder", at, other: "" }, factor, overflows: false },
  ];
  for (const factor of yours.factors) {
    const scaled = times(numbers!, factor);
    if (sameRows(yours.numbers, scaled, m, toleranceOf(yours, scaled)(0)))
      return found(quantity.name, factor);
  }
  const targets = values.get("Y");
  const reads = topological([right]).some(({ name }) => name === "Y");
  if (!targets || !reads || targets.length !== yours.numbers.length) return [];
  // An error term is a line in its own target: two points of it tell which target somebody has used.
  const [next] = compute([right], new Map([...values, ["Y", targets.map((y) => y + 1)]]));
  const near = (yours.precision.kind === "float64" ? 1e-6 : 1e-3) * Math.max(1, sizeOfLargest(targets));
  for (const factor of yours.factors) {
    const implied = targets.map(
      (y, i) => y + (yours.numbers[i]! / factor - numbers![i]!) / (next![i]! - numbers![i]!),
    );
    if (sameRows(implied, targets, m, near)) return found("Y", factor);
  }
  return [];
}
