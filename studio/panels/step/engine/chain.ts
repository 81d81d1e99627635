import { mathml } from "../../../../src/explain/document/mathml.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import type { Expansion } from "../../../../src/explain/trace/expansion.ts";
import type { Trace } from "../../../../src/explain/trace/trace.ts";
import type { ChainView, LinkView } from "../view.ts";
import { termView } from "./element.ts";
import type { Held } from "./held.ts";

/** Links that are followed, far more than any network of the texts has. */
const mostLinks = 40;

/** The chain from an element of a parameter back to the loss; from the one that moved most when none is named. */
export function chainOf(held: Held, convention: Convention, asked?: string): ChainView | undefined {
  const trace = held.trace(convention);
  const most = movedMost(held, convention);
  const name = asked ?? most;
  if (name === undefined) return undefined;
  const { before, value } = trace.step(stemOf(name));
  const place = placeShown(name, value.shape);
  return {
    name,
    before: before!.data[place]!,
    after: value.data[place]!,
    isMost: name === most,
    links: linksFrom(trace, name),
  };
}

/** Back to the loss, at each sum along the term that does most for its sign, as the sentence of an update does too. */
function linksFrom(trace: Trace, first: string): LinkView[] {
  const links: LinkView[] = [];
  let example: number | undefined;
  for (let name: string | undefined = first; name !== undefined && links.length < mostLinks; ) {
    const expansion = trace.entry(name);
    const term = termBehind(expansion);
    example ??= expansion.contributions[term]?.example;
    links.push(linkView(expansion, term));
    name = expansion.contributions[term]?.from[0] ?? expansion.from[0];
  }
  const loss = trace.entry("loss");
  const share = loss.contributions.findIndex((one) => one.example === example);
  return [...links, linkView(loss, share)];
}

/** Which term does most for the sign of the sum; -1 where there is none. */
function termBehind({ contributions, total }: Expansion): number {
  const sign = Math.sign(total ?? 0);
  const shares = contributions.map(({ value }) => value * sign);
  return shares.indexOf(Math.max(...shares));
}

/** The element of all parameters that the update moves farthest. */
function movedMost(held: Held, convention: Convention): string | undefined {
  const trace = held.trace(convention);
  const parameters = new Set(held.taken.training.forward.parameters.map(({ node }) => node.name));
  let [best, farthest] = [undefined as string | undefined, -1];
  for (const { name, role, value, before } of trace.entries) {
    if (role !== "update" || !parameters.has(name)) continue;
    for (let i = 0; i < value.size; i++) {
      const by = Math.abs(value.data[i]! - before!.data[i]!);
      if (by > farthest) [best, farthest] = [`${name}[${indexOf(i, value.shape).join(",")}]`, by];
    }
  }
  return best;
}

const stemOf = (name: string): string => name.replace(/\[.*/, "");

const indexOf = (place: number, shape: readonly number[]): number[] =>
  shape.length === 2 ? [Math.floor(place / shape[1]!), place % shape[1]!] : [place];

/** Where an element stands in its array as it is shown. */
function placeShown(name: string, shape: readonly number[]): number {
  const index = (/\[(.*)\]/.exec(name)?.[1] ?? "").split(",").map(Number);
  return index.reduce((place, i, axis) => place * (shape[axis] ?? 1) + i, 0);
}

function linkView(expansion: Expansion, index: number): LinkView {
  const { name, value, numbers, contributions } = expansion;
  const term = contributions[index];
  const total = contributions.reduce((sum, one) => sum + Math.abs(one.value), 0);
  const count = contributions.length;
  return {
    name,
    operation: stemOf(name),
    value,
    numbers: mathml(numbers.latex),
    text: numbers.text,
    ...(term &&
      count > 1 &&
      total > 0 && {
        term: { ...termView(term, index), share: Math.abs(term.value) / total, count },
      }),
  };
}
