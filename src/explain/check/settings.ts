import type { Layer } from "../../nn/layers/layer.ts";
import type { LossName } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";

/** What the learner's network is, as far as the numbers do not say it. */
export interface CheckSettings {
  /** From the first to the last: `"4:tanh,1:sigmoid"`, or layers as `dense` makes them. */
  readonly layers: string | readonly Layer[];
  /** Default: what fits the last layer. */
  readonly loss?: LossName | Loss;
  /** How `W1_new` follows from `dW1`. Default: plain gradient descent. */
  readonly optimizer?: string | Optimizer;
  /** Where the file does not hold it. Without either it is read off the updates. */
  readonly learningRate?: number;
  /** What the learner's names stand for, where they are not understood: `{ hidden: "A1" }`. */
  readonly names?: Readonly<Record<string, string>>;
}
