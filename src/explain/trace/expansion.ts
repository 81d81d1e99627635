import { lazy } from "../../base/lazy.ts";
import type { FormulaText } from "../document/blocks.ts";
import { type Element, namedBelow, type Sum, sumWithin, termValue } from "./element.ts";
import type { Named } from "./roles.ts";
import type { Scene } from "./why.ts";

/** One term of the sum that an element is. */
export interface Contribution {
  /** In names, `X[3,0] * dZ1[3,1]`, and in numbers. */
  readonly symbols: string;
  readonly numbers: string;
  readonly value: number;
  /** The example it comes from, where the sum goes over examples: its row in the data. */
  readonly example?: number;
  /** The elements that carried what came back: each expands further, along the paths to the loss. */
  readonly from: readonly string[];
}

/** One element: its formula, and the terms that it adds up. */
export interface Expansion {
  readonly name: string;
  readonly value: number;
  readonly symbols: FormulaText;
  readonly numbers: FormulaText;
  /** The terms in the order the kernel adds them; none where the formula has no sum. */
  readonly contributions: readonly Contribution[];
  /** What the contributions add up to, to the bit; a number in front of the sum turns it into the value. */
  readonly total?: number;
  /** In sequence from 0; or in 16 lanes, term r in lane r mod 16, which then add up as a tree (8, 4, 2, 1 apart). */
  readonly order?: Sum["order"];
  /** The derivatives it is computed from, of those that are not in the contributions. */
  readonly from: readonly string[];
}

/** One element of a value as the sum that it is. */
export function expansion(scene: Scene, value: Named, element: Element): Expansion {
  const { reading, taken } = scene;
  const { valuesOf, place } = taken;
  const name = reading.nameOf({ ...element, node: value.target ?? element.node }, value.name);
  const sum = sumWithin(element, valuesOf);
  const each = value.parameter || value.role === "loss" ? (sum?.count ?? 0) / place.batch : 0;
  /** Of thousands of terms a few are read: each is written when it is. */
  const contribution = (term: number): Contribution =>
    Object.assign(
      lazy<Omit<Contribution, "example">>({
        symbols: () => reading.product(sum!.factors(term), element.node).symbols,
        numbers: () => reading.product(sum!.factors(term), element.node).numbers,
        value: () => termValue(sum!, term, valuesOf),
        from: () => cotangentsIn(scene, sum!.factors(term)),
      }),
      exampleOf(term),
    );
  /** The terms of one example follow each other: the loss may have one for each output. */
  const exampleOf = (term: number): { example?: number } => {
    if (!(each >= 1) || !Number.isInteger(each)) return {};
    const row = Math.floor(term / each);
    return { example: place.rows?.[row] ?? row };
  };
  return {
    name,
    value: valuesOf(element.node)[element.place]!,
    ...reading.element(element, name, value.target && ":="),
    contributions: sum ? Array.from({ length: sum.count }, (_, term) => contribution(term)) : [],
    ...(sum && { total: valuesOf(sum.element.node)[sum.element.place]!, order: sum.order }),
    from: sum ? [] : cotangentsIn(scene, namedBelow(element, valuesOf)),
  };
}

/** The names of the derivatives among elements, seen through transposes and the like. */
function cotangentsIn(
  { taken: { valuesOf }, reading, named }: Scene,
  elements: readonly Element[],
): string[] {
  const all = elements.flatMap((one) => (one.node.name === undefined ? namedBelow(one, valuesOf) : [one]));
  const derivatives = all.filter(({ node }) =>
    named.some((one) => one.node === node && one.role === "backward"),
  );
  return [...new Set(derivatives.map((one) => reading.nameOf(one)))];
}
