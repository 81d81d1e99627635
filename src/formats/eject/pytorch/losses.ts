import { type LossName, losses } from "../../../nn/losses/index.ts";
import type { Loss } from "../../../nn/losses/loss.ts";

type Settings = Readonly<Record<string, number>>;

/**
 * Each loss of outputs (or logits) Z and targets Y, with its own reduction. Behind a sigmoid or a softmax PyTorch
 * takes the logits, which stay finite where the outputs have become 0 or 1.
 */
const expressions: Readonly<Record<LossName, (settings: Settings) => string>> = {
  meanSquaredError: () => "F.mse_loss(Z, Y)",
  halfSquaredError: () => 'F.mse_loss(Z, Y, reduction="sum") / 2',
  meanAbsoluteError: () => "F.l1_loss(Z, Y)",
  huber: ({ delta }) => `F.huber_loss(Z, Y, delta=${delta})`,
  binaryCrossEntropy: ({ labelSmoothing: s }) =>
    `F.binary_cross_entropy_with_logits(Z, ${s === 0 ? "Y" : `(1 - ${s}) * Y + ${s} / 2`})`,
  crossEntropy: ({ labelSmoothing: s }) => `F.cross_entropy(Z, Y${s === 0 ? "" : `, label_smoothing=${s}`})`,
};

/** A loss as PyTorch computes it. */
export interface PytorchLoss {
  readonly expression: string;
  /** Whether it takes what goes into the last activation. */
  readonly ofLogits: boolean;
  /** Whether it is a sum over the examples, which processes that average their gradients must scale. */
  readonly isSum: boolean;
}

/**
 * A loss in PyTorch.
 *
 * @example
 * pytorchLoss(halfSquaredError()).expression; // 'F.mse_loss(Z, Y, reduction="sum") / 2'
 */
export function pytorchLoss({ name, settings }: Loss): PytorchLoss {
  const { activations, reduction } = losses[name as "crossEntropy"];
  return {
    expression: expressions[name as LossName](settings as Settings),
    ofLogits: activations !== undefined,
    isSum: (reduction as string) === "sum",
  };
}
