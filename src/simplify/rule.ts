import type { Node } from "../graph/node.ts";
import type { Op } from "../op/op.ts";

/** One identity of algebra. */
export interface Rule {
  /** What the rule is called in a derivation: `logarithm of a sigmoid`. */
  readonly name: string;
  /** The ops at the root of the left-hand side: the rule is tried on nodes of these and no others. */
  readonly of: readonly Op[];
  /** The identity as mathematics: `log s(z) = -softplus(-z)`. */
  readonly identity: string;
  /** When it holds, where that is not always: `x is finite`. */
  readonly holds?: string;
  /** Tiny steps (1 x = x) go without saying in a derivation, small ones share the line of the step before them. */
  readonly size?: "tiny" | "small";
  /** The right-hand side where the node matches the left-hand side; undefined where it does not. */
  rewrite(node: Node): Node | undefined;
}
