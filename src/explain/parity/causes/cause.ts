import type { Said } from "../../language/sentences.ts";
import type { Compared, Kind } from "../compare.ts";
import type { Trace } from "../replay.ts";
import type { Setup } from "../setup.ts";

/** Training in another convention, with a word for what it is where a cause has several. */
export interface Variant {
  readonly setup: Setup;
  readonly other?: string;
}

/** What a cause may look at: the trace, and the first tensor that differs. */
export interface Seen {
  readonly trace: Trace;
  readonly first: Compared;
}

/** A convention in which programs differ: what else they do, as changes of a setup. */
export interface Cause {
  readonly name: string;
  /** What it changes at once; what follows from that changes with it. */
  readonly acts: readonly Kind[];
  /** How it looks in a program. */
  readonly looks: string;
  /** None where the setup has nothing that it could change. */
  change(setup: Setup, seen: Seen): readonly Variant[];
  said(words: { readonly other: string }): Said;
}

/** All that a convention of the forward pass reaches, and one of the loss. */
export const byForward: readonly Kind[] = ["forward", "statistic", "loss", "gradient"];
export const byLoss: readonly Kind[] = ["loss", "gradient"];
