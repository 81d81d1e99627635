import type { Convention } from "../../../src/explain/formula/formula.ts";
import type { Said } from "../../../src/explain/language/sentences.ts";
import type { Settings } from "../../state/settings.ts";

/** What is taken apart: the next update of the run on the stage, or a small network to be followed by hand. */
export type Subject = Settings["subject"];

/** The phases of an update, in their order. */
export const phases = ["forward", "loss", "backward", "update"] as const;
export type Phase = (typeof phases)[number];

/** Which update is to be taken apart, and how it is shown. */
export interface Wish {
  readonly subject: Subject;
  /** Updates done before, of a small network; the run on the stage has its own. */
  readonly step: number;
  /** Shows an update by this one example alone. */
  readonly sample?: number;
  readonly convention: Convention;
}

/** A recorded trace: which one, and how it is shown. */
export interface At {
  readonly id: number;
  readonly convention: Convention;
}

/** An array: its first and last rows and columns, where it has more than are drawn. */
export interface TensorView {
  readonly name: string;
  readonly shape: readonly number[];
  /** The rows and columns that are here, by their number. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Row by row, those that are here. */
  readonly cells: Float64Array;
  /** The size of the largest element of all. */
  readonly most: number;
  /** Of all elements, where not all are here. */
  readonly statistics?: { readonly min: number; readonly mean: number; readonly max: number };
}

/** An operand as it stands in a formula. */
export interface Factor {
  /** Of the value; undefined for an expression that has no name. */
  readonly name: string | undefined;
  readonly mathml: string;
  /** Whether it stands there as its transpose. */
  readonly turned: boolean;
  /** As it stands there. */
  readonly shape: readonly number[];
}

/** How an operation is made of its operands. */
export type Structure =
  | {
      readonly kind: "product";
      readonly scale: string | undefined;
      readonly left: Factor;
      readonly right: Factor;
      /** Spread over all rows or columns. */
      readonly bias: Factor | undefined;
      readonly others: readonly Factor[];
    }
  | { readonly kind: "sum"; readonly scale: string | undefined; readonly of: Factor; readonly axis: number }
  | { readonly kind: "elementwise" | "other"; readonly of: readonly Factor[] };

/** One operation of the update. */
export interface OperationView {
  readonly name: string;
  readonly mathml: string;
  readonly phase: Phase;
  /** The names of values can be told apart in it: `<mrow data-name="W1">`. */
  readonly formula: { readonly text: string; readonly mathml: string };
  readonly shapes: { readonly rows: readonly number[]; readonly columns: readonly number[] };
  readonly structure: Structure;
  /** Its result, among the tensors; of an update, what it leaves. */
  readonly result: string;
  readonly why: Said;
  /** The element that is looked at first, by row and column; of an update the one that moves most. */
  readonly focus: readonly [number, number];
  /** Whether it is the derivative by a parameter. */
  readonly isGradient: boolean;
}

/** One update, with every operation of it. */
export interface StepView {
  readonly id: number;
  readonly subject: Subject;
  readonly about: Said;
  readonly place: {
    readonly step: number;
    readonly epoch: number;
    readonly batch: number;
    readonly examples: number;
    readonly sample?: number;
  };
  readonly operations: readonly OperationView[];
  /** Data, parameters before the update, and all results; `W1_new` is W1 after it. */
  readonly tensors: Readonly<Record<string, TensorView>>;
}

/** One term of a sum. */
export interface TermView {
  /** Which one of all terms. */
  readonly index: number;
  readonly symbols: string;
  readonly numbers: string;
  readonly value: number;
  readonly example?: number;
}

/** Where a value was, and where the update brings it. */
export interface MovedView {
  readonly before: number;
  readonly after: number;
  /** Of all values of its array, before and after. */
  readonly low: number;
  readonly high: number;
}

/** An activation function with a point on it. */
export interface CurveView {
  readonly activation: string;
  readonly input: string;
  readonly output: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly at: { readonly z: number; readonly a: number; readonly slope: number };
}

/** One element of a value: its formula with this step's numbers. */
export interface ElementView {
  readonly name: string;
  /** Its place in the array as the graph has it: one example a row. */
  readonly place: number;
  readonly value: number;
  readonly symbols: string;
  readonly numbers: string;
  readonly text: string;
  /** Terms of its sum in all; 0 where it has none. */
  readonly count: number;
  /** All of them, or the largest, in their order. */
  readonly terms: readonly TermView[];
  readonly moved?: MovedView;
  readonly curve?: CurveView;
}

/** A derivative beside differences of the loss. */
export interface EvidenceView {
  readonly name: string;
  readonly analytic: number;
  readonly numeric: number;
  readonly error: number;
  readonly verdict: "passed" | "failed" | "kink";
  /** Where a derivative jumps, of a kink. */
  readonly kink?: string;
  /** Elements that were looked at, of how many; this one is the worst of them. */
  readonly checked: number;
  readonly size: number;
  readonly examples: number;
}

/** One link of the chain from a weight back to the loss. */
export interface LinkView {
  readonly name: string;
  readonly operation: string;
  readonly value: number;
  readonly numbers: string;
  readonly text: string;
  /** The term that the next link follows, with its share of all terms' sizes; of the loss, that of the same example. */
  readonly term?: TermView & { readonly share: number; readonly count: number };
}

/** Why a weight moved. */
export interface ChainView {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Whether it is the one that moved most of all. */
  readonly isMost: boolean;
  readonly links: readonly LinkView[];
}
