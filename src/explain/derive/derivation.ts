import type { Node } from "../../graph/node.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Network } from "../../nn/network.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import type { Reason } from "./reason.ts";
import type { Statement } from "./statement.ts";

/** One line of a derivation: what a value equals, and why. */
export interface Line {
  /** The right-hand side, over any number of examples. */
  readonly node: Node;
  readonly reasons: readonly Reason[];
  /** The derivative is this number times what the line says: 1 until a common factor is kept outside. */
  readonly factor: number;
}

/** The lines for one value. */
export interface Part {
  /** `dZ2` */
  readonly name: string;
  /** The value itself, or the value it is the derivative by: `Z2`. */
  readonly of: string;
  readonly role: "forward" | "loss" | "error" | "gradient" | "update";
  readonly lines: readonly Line[];
  /** The derivatives whose formulas the last line has put in. */
  readonly inserts?: readonly string[];
}

/** Backpropagation for one network and loss, from the definitions to the form that textbooks print. */
export interface Derivation {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly statement: Statement;
  readonly parts: readonly Part[];
  /** The learning rate, and what the optimizer remembers before the first step. */
  readonly start: ReadonlyMap<string, number>;
}
