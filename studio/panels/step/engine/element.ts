import { mathml } from "../../../../src/explain/document/mathml.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import type { Contribution, Expansion } from "../../../../src/explain/trace/expansion.ts";
import { namedValues } from "../../../../src/explain/trace/roles.ts";
import type { ElementView, MovedView, TermView } from "../view.ts";
import { curveOf } from "./curve.ts";
import type { Held } from "./held.ts";
import { withTerms } from "./marked.ts";

/** Terms that are shown: all of them up to so many, else the largest. */
const mostTerms = 8;

/** One element, `dW1[0,1]`: its formula with the numbers of this step, and where the update brings it. */
export function elementView(held: Held, name: string, convention: Convention): ElementView {
  const expansion = held.trace(convention).entry(name);
  const { value, symbols, numbers, contributions } = expansion;
  const stem = name.replace(/\[.*/, "");
  const place = placeIn(held, name, convention);
  const terms = termsOf(expansion);
  const moved = movedOf(held, stem, place);
  const curve = curveOf(held, stem, place);
  return {
    name: expansion.name,
    place,
    value,
    symbols: mathml(symbols.latex),
    numbers: withTerms(mathml(numbers.latex), terms),
    text: numbers.text,
    count: contributions.length,
    terms,
    ...(moved && { moved }),
    ...(curve && { curve }),
  };
}

/** The largest terms of a sum, in their order. */
function termsOf({ contributions }: Expansion): TermView[] {
  const all = contributions.map((_, index) => index);
  const sizes = contributions.map(({ value }) => Math.abs(value));
  const chosen =
    all.length <= mostTerms ? all : all.toSorted((a, b) => sizes[b]! - sizes[a]!).slice(0, mostTerms);
  return chosen.sort((a, b) => a - b).map((index) => termView(contributions[index]!, index));
}

export const termView = ({ symbols, numbers, value, example }: Contribution, index: number): TermView => ({
  index,
  symbols,
  numbers,
  value,
  ...(example !== undefined && { example }),
});

/** The place of an element within the array as the graph has it, one example a row. */
export function placeIn(held: Held, name: string, convention: Convention): number {
  const [, stem = name, list = ""] = /^([^[]*)(?:\[([\d,]*)\])?$/.exec(name) ?? [];
  const { rows, columns } = held.trace(convention).step(stem).shapes;
  const index = list === "" ? [] : list.split(",").map(Number);
  const isTurned = convention === "columns" && rows.length === 2;
  const shape = convention === "columns" && !isTurned ? columns : rows;
  return (isTurned ? index.toReversed() : index).reduce((place, i, axis) => place * shape[axis]! + i, 0);
}

/** Where an element of the forward pass, the loss or a parameter was, and where the update brings it. */
function movedOf(held: Held, name: string, place: number): MovedView | undefined {
  const { taken, moment } = held;
  const value = namedValues(taken.training).find(
    (one) => one.name === name && (one.role === "forward" || one.role === "loss" || one.role === "update"),
  );
  const later = value && held.later();
  if (!value || !later || value.node.dtype === "bool") return undefined;
  const [before, after] = value.target
    ? [moment.arrays.get(name)!, taken.valuesOf(value.node)]
    : [taken.valuesOf(value.node), laterValues(held, name)];
  if (!after) return undefined;
  let [low, high] = [Infinity, -Infinity];
  for (const values of [before, after])
    for (const x of values) {
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
  return { before: before[place]!, after: after[place]!, low, high };
}

function laterValues(held: Held, name: string) {
  const later = held.later()!;
  const node = namedValues(later.training).find((one) => one.name === name && one.role !== "update")?.node;
  return node && later.valuesOf(node);
}
