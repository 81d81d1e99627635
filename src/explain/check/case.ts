import type { NDArray } from "../../array/ndarray.ts";
import type { Node } from "../../graph/node.ts";
import type { Orientation } from "./arrange.ts";
import type { Meaning } from "./names.ts";
import type { Picture, Quantity } from "./picture.ts";
import type { Precision } from "./precision.ts";
import type { Note } from "./verdict.ts";

/** An array of the learner's, and what it stands for. */
export interface Entry extends Meaning {
  readonly written: string;
  readonly array: NDArray;
}

/** The learner's arrays by the values they stand for. */
export type Entries = ReadonlyMap<string, Entry>;

/** A file that is judged under one reading of how its matrices lie. */
export interface Case {
  readonly picture: Picture;
  readonly entries: Entries;
  readonly orientation: Orientation;
  /** What the file gives and does not compute, with one example a row. */
  readonly given: ReadonlyMap<string, Float64Array>;
  /** Given values that the file lacks, and what stands for them is a guess. */
  readonly assumed: ReadonlySet<string>;
  /** Class numbers as a column, where the targets are such. */
  readonly labels: Node | undefined;
  /** Whether error terms may be target minus output: then the update adds. */
  readonly eitherSign: boolean;
}

/** What is known so far while the values are gone through in their order. */
export interface Progress {
  /** Error terms and gradients as derivatives of the loss, whatever the learner's are. */
  readonly values: Map<string, Float64Array>;
  /** Of each array as it is judged, and as others are computed from it. */
  readonly precisions: ReadonlyMap<string, Precision>;
  readonly inexact: ReadonlyMap<string, Precision>;
  /** How many times the derivative the learner's are, where that is known. */
  readonly factors: Map<string, number>;
  readonly wrong: Set<string>;
  readonly notes: Note[];
}

/** A value as the learner has it. */
export interface Own {
  readonly entry: Entry;
  readonly quantity: Quantity;
  /** With one example a row; undefined where the shape fits nowhere. */
  readonly numbers: Float64Array | undefined;
  readonly precision: Precision;
  /**
   * Whether it is made of error terms of which it is not known how many times the derivative they are, because what
   * they follow from is missing or wrong.
   */
  readonly unscaled: boolean;
}
