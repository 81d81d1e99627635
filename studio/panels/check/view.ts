import type { Role } from "../../../src/explain/check/picture.ts";

/** What became of a value of the step. */
export type State = "given" | "right" | "wrong" | "misshapen" | "unjudged" | "absent";

/** One value of the step, in the order of computation. */
export interface LinkView {
  readonly name: string;
  readonly role: Role;
  readonly state: State;
  /** What the file calls it; as the step does where it has none. */
  readonly written: string;
}

/** A block of the library's document; formulas as the MathML that it made. */
export type BlockView =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "formula"; readonly mathml: string; readonly numpy: string; readonly note: string }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "list"; readonly items: readonly string[] };

/** What came out of a check. */
export interface CheckView {
  readonly verdict: "right" | "wrong" | "unjudged";
  readonly title: string;
  readonly blocks: readonly BlockView[];
  readonly chain: readonly LinkView[];
  /** The first value that is wrong; empty where none is. */
  readonly first: string;
  /** What to mark on the network for it: where it stands, and the value in whose line the slip is. */
  readonly slip: readonly string[];
}

/** The learner's network, where it is another than the one on the stage; empty for what is as there. */
export interface LearnersNetwork {
  readonly layers: string;
  readonly loss: string;
  readonly optimizer: string;
  /** `hidden=A1, out=A2` */
  readonly names: string;
}
