import type { Orientation } from "./arrange.ts";

/** One slip of the catalogue that gives the learner's numbers. */
export interface Named {
  /** Its name in the catalogue: `noMean`. */
  readonly slip: string;
  /** The value in whose line it is: `dW2`, or a value before it that the file does not hold. */
  readonly at: string;
  /** What stands in the wrong place; empty where nothing does. */
  readonly other: string;
}

/** One element: where, the learner's number, and the right one. */
export interface Element {
  /** As in the learner's own array. */
  readonly index: readonly number[];
  readonly yours: number;
  readonly right: number;
}

/** A formula of the derivation, in the learner's own orientation. */
export interface Line {
  readonly text: string;
  readonly latex: string;
  readonly numpy: string;
}

interface About {
  /** The value: `dW2`. */
  readonly name: string;
  /** What the learner calls it. */
  readonly written: string;
}

/** A value that agrees. */
export interface Right extends About {
  readonly kind: "right";
  /** Differences up to this, relative to the largest number of the array, are rounding. */
  readonly tolerance: number;
}

/** A value that is not what follows from the values before it. */
export interface Wrong extends About {
  readonly kind: "wrong";
  /** The slips that give exactly these numbers; none where no known slip does. */
  readonly slips: readonly Named[];
  readonly line: Line;
  /** Without a known slip: error terms on the way to the value that the file lacks. With them it would be clearer where the slip is. */
  readonly lacks: readonly string[];
  /** Without a known slip: the first place, in the learner's own array, that holds NaN. */
  readonly firstNaN?: readonly number[];
  /** The learner's shape, and the one the value has when it lies as the others do. */
  readonly got: readonly number[];
  readonly fits: readonly number[];
  readonly element?: Element;
}

/** An array whose shape is not the one its place asks for. */
export interface Misshapen extends About {
  readonly kind: "misshapen";
  /** `perExample` where a bias has a value for every example. */
  readonly how: "shape" | "perExample";
  /** The layer it belongs to: its number, and as it is written: `1, 4:tanh`. */
  readonly layer?: string;
  readonly got: readonly number[];
  readonly fits: readonly number[];
}

/** A value that could not be judged, for lack of others. */
export interface Skipped extends About {
  readonly kind: "skipped";
  readonly needs: readonly string[];
}

export type Outcome = Right | Wrong | Misshapen | Skipped;

/** Something worth knowing that is not a mistake. */
export type Note =
  | { readonly kind: "float32"; readonly names: readonly string[] }
  | { readonly kind: "float16"; readonly names: readonly string[] }
  | { readonly kind: "printed"; readonly names: readonly string[] }
  | { readonly kind: "harmless"; readonly name: string; readonly slip: Named }
  | { readonly kind: "targetMinusOutput"; readonly names: readonly string[] }
  | { readonly kind: "learningRate"; readonly value: number }
  /** Updates that say different rates, each as often as the others; the first was taken. */
  | {
      readonly kind: "learningRates";
      readonly rates: readonly { readonly value: number; readonly names: readonly string[] }[];
    }
  | { readonly kind: "noBias"; readonly names: readonly string[] }
  | { readonly kind: "firstStep"; readonly names: readonly string[] }
  | { readonly kind: "orientation"; readonly how: "values" | "either"; readonly other: Orientation }
  | { readonly kind: "unknown"; readonly names: readonly string[] }
  | { readonly kind: "noNumbers"; readonly names: readonly string[] };

/** What came out of a check. */
export interface Verdict {
  /** `unjudged` where there was nothing to judge: data alone, or values whose inputs are missing. */
  readonly verdict: "right" | "wrong" | "unjudged";
  /** Every value of the file that is computed, in the order of computation; the first wrong one is the one to mend first. */
  readonly outcomes: readonly Outcome[];
  readonly examples: number;
  readonly features: number;
  readonly layers: string;
  readonly loss: string;
  readonly orientation: Orientation;
  readonly notes: readonly Note[];
}
