import { RandomState } from "../../array/random.ts";
import { evaluator } from "../../graph/evaluate.ts";
import type { Node } from "../../graph/node.ts";
import { type Comparison, compare } from "./compare.ts";
import { indexAt, type Leaves, prober } from "./probe.ts";

/** One element of a parameter. */
export interface ElementCheck extends Comparison {
  readonly index: readonly number[];
}

/** One parameter, element by element. */
export interface ParameterCheck {
  readonly name: string;
  readonly shape: readonly number[];
  /** Elements in all; those that were looked at are in `elements`. */
  readonly size: number;
  readonly elements: readonly ElementCheck[];
  /** The one with the largest error, kinks aside: where the check came closest to failing, or failed worst. */
  readonly worst?: ElementCheck;
  /** Whether backpropagation gives 0 for every element, those not looked at too: it does not learn. */
  readonly isZero: boolean;
  readonly verdict: "passed" | "failed";
}

export interface CheckedGraph {
  /** A float64 scalar. */
  readonly loss: Node;
  /** Its derivative by each parameter, by the parameter's name. */
  readonly slopes: ReadonlyMap<string, Node>;
  readonly leaves: Leaves;
  readonly tolerance: number;
  /** The most elements of a parameter to look at; a random choice by `seed` where it has more. */
  readonly most: number;
  readonly seed: number;
}

/** Compares each derivative of a scalar with differences of the scalar. */
export function checkSlopes({ loss, slopes, leaves, tolerance, most, seed }: CheckedGraph): ParameterCheck[] {
  const run = evaluator({ outputs: Object.fromEntries(slopes), updates: [] });
  for (const [name, values] of leaves) run.bind(name, values);
  run.run();
  const analytic = new Map([...slopes].map(([name, slope]) => [name, Float64Array.from(run.valueOf(slope))]));
  const probe = prober(loss, [...slopes.values()], leaves);
  const rng = new RandomState(seed);

  return [...slopes].map(([name, { shape }]): ParameterCheck => {
    const values = leaves.get(name)!;
    const elements = chosen(values.length, most, rng).map(
      (i): ElementCheck => ({
        index: indexAt(i, shape),
        ...compare(analytic.get(name)![i]!, values[i]!, probe(name, i), tolerance),
      }),
    );
    const judged = elements.filter(({ verdict }) => verdict !== "kink");
    const worst = judged.reduce<ElementCheck | undefined>(
      (a, b) => (a && !(b.error > a.error || Number.isNaN(b.error)) ? a : b),
      undefined,
    );
    return {
      name,
      shape,
      size: values.length,
      elements,
      ...(worst && { worst }),
      isZero: analytic.get(name)!.every((slope) => slope === 0),
      verdict: judged.some(({ verdict }) => verdict === "failed") ? "failed" : "passed",
    };
  });
}

/** All places of a list of so many, or a random choice of them in ascending order. */
function chosen(size: number, most: number, rng: RandomState): number[] {
  const places = Array.from({ length: size }, (_, i) => i);
  if (size <= most) return places;
  const keys = rng.rand(size);
  return places
    .sort((a, b) => keys[a]! - keys[b]!)
    .slice(0, most)
    .sort((a, b) => a - b);
}
