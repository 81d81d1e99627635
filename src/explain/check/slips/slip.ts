import type { Node } from "../../../graph/node.ts";
import type { Said } from "../../language/sentences.ts";
import type { Picture, Quantity } from "../picture.ts";

/** What a rewrite may look at. */
export interface Step {
  readonly picture: Picture;
  /** The value that is being judged. */
  readonly judged: Quantity;
  /** A value by its name, given ones included: as texts define it, or as the chain rule alone does. */
  value(name: string): Node | undefined;
  chained(name: string): Node | undefined;
  /** Class labels as they were given, where they were: a column (m, 1). */
  readonly labels: Node | undefined;
  /** The targets as a list without an axis for the outputs, where they were given so. */
  readonly flatTargets: boolean;
}

/** What somebody with the slip computes instead of a node, with a word for what went in its place. */
export interface Instead {
  readonly node: Node;
  readonly other?: string;
}

/** What the sentences about a slip are made of. */
export interface SlipWords {
  /** The value in whose line the slip is: `dW2`. */
  readonly name: string;
  /** What stands in the wrong place: `tanh`, `W2_new`, `1e-8`; empty where nothing does. */
  readonly other: string;
}

/** A known slip: plain data and rewrites of the graph. */
export interface Slip {
  readonly name: string;
  /** What was done, what is right, and what to change. */
  said(words: SlipWords): Said;
  /** The slip in NumPy, in a network of two layers with one example a row. */
  readonly plant: string;
  /** Whether it makes numbers that are not finite of numbers that are. */
  readonly overflows?: true;
  /** Instead of a value that is computed on the way: the judged one, or one that the file does not have. */
  value?(quantity: Quantity, step: Step): readonly Instead[];
  /** Instead of a value that is read on the way. */
  read?(quantity: Quantity, step: Step): readonly Instead[];
  /** Instead of any node on the way. */
  node?(node: Node, step: Step): readonly Instead[];
}

/** A catalogue that knows the names of its slips. */
export const slipsOf = <const N extends string>(
  slips: Readonly<Record<N, Omit<Slip, "name">>>,
): readonly Slip[] => Object.entries<Omit<Slip, "name">>(slips).map(([name, slip]) => ({ name, ...slip }));

export const instead = (node: Node | undefined, other?: string): Instead[] =>
  node === undefined ? [] : [{ node, ...(other === undefined ? {} : { other }) }];
