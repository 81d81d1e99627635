import type { Said } from "../../../../src/explain/language/sentences.ts";
import type { Light } from "../../../stage/light.svelte.ts";
import type { NumbersView } from "../../derivation/view.ts";

/** What is asked: a number, whether it is above or below 0, whether a weight rises or falls, a shape. */
export type Kind = "value" | "sign" | "direction" | "shape";

/** One question; the answer stays with the engine. */
export interface QuestionView {
  readonly kind: Kind;
  /** The value it is about: `dW2`, `W2_new`. */
  readonly name: string;
  /** `dW2[0,1]`, with the indices as they are shown; for a shape the name alone. */
  readonly element: string;
  /** The element's place in its array, row by row, one example a row. */
  readonly place: number;
  /** The answers to choose from; none where one is typed. */
  readonly choices: readonly string[];
  /** The values that its formula reads. */
  readonly needs: readonly string[];
  /** What the network marks. */
  readonly lights: Readonly<Light>;
}

/** An exercise: the questions of one step in their order, and all the values that they need. */
export interface Exercise {
  /** Updates done when it was begun. */
  readonly step: number;
  /** The rows of the examples in the data. */
  readonly rows: readonly number[];
  readonly questions: readonly QuestionView[];
  readonly values: Readonly<Record<string, NumbersView>>;
}

/** What became of an answer. */
export interface Judgement {
  readonly right: boolean;
  /** What is right about it, which slip gives it, or what to look at. */
  readonly sentence: Said;
}

/** A hint: a formula as MathML, a sentence, or both. */
export interface Hint {
  readonly mathml: string;
  readonly sentence?: Said;
  /** Whether nothing more can be said. */
  readonly last: boolean;
}
