import type { Layer } from "../../nn/layers/layer.ts";
import type { LossName } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";

/** What the recorded training is said to be, as far as the numbers do not say it. */
export interface ParitySettings {
  /** From the first to the last: `"4:tanh,1:sigmoid"`, or layers as `dense` makes them. */
  readonly layers: string | readonly Layer[];
  /** Default: what fits the last layer. */
  readonly loss?: LossName | Loss;
  /** With its learning rate, or a name; default: plain gradient descent. */
  readonly optimizer?: string | Optimizer;
  /** In place of the optimizer's own. */
  readonly learningRate?: Optimizer["learningRate"];
  /** Weight of the sum of |W|, and of half the sum of W^2, in the loss. */
  readonly l1?: number;
  readonly l2?: number;
  /** The largest norm of all gradients together, and the largest element of a gradient. */
  readonly clipNorm?: number;
  readonly clipValue?: number;
  /** Examples in a batch, in the given order, where the trace does not say which they are; all when left out. */
  readonly batch?: number;
  /** A difference that counts as none, relative to the largest number of a tensor; else what rounding explains. */
  readonly tolerance?: number;
}
