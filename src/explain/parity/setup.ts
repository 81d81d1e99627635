import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { type Clipping, clip } from "../../nn/clip.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { lossKind } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { weightedLoss } from "../../nn/losses/weighted.ts";
import type { Network } from "../../nn/network.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import type { FirstOrderKind, Optimizer } from "../../nn/optimizers/optimizer.ts";
import { type Penalty, penalty } from "../../nn/regularize.ts";
import { rateAt } from "../../nn/schedules/index.ts";
import type { Settings } from "../../nn/settings.ts";

/** What was said of the training. */
export interface Means {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly penalty: Penalty;
  readonly clipping: Clipping;
}

/** How many examples a batch has, and the largest one. */
export interface BatchSize {
  readonly examples: number;
  readonly largest: number;
}

/** A rule of descent with the settings it goes by. */
export interface Rule {
  readonly kind: FirstOrderKind;
  readonly settings: Settings;
}

/**
 * How training is computed, in each respect in which programs differ. The first one follows what was said of the
 * training; a cause of a difference is another one.
 */
export interface Setup {
  readonly means: Means;
  readonly layers: readonly Layer[];
  /** What stands in place of a node of the forward pass; its inputs have been replaced already. */
  readonly node: (node: Node) => Node;
  /** What the loss sees of the outputs. */
  readonly outputs: (outputs: Node) => Node;
  /** The loss of a batch, without penalties. */
  readonly loss: (outputs: Node, targets: Node, size: BatchSize) => Node;
  readonly penalty: (parameters: readonly Node[], size: BatchSize) => Node;
  /** The number that is recorded as the loss. */
  readonly stated: (loss: Node, penalty: Node) => Node;
  /** Whether the recorded loss is the mean over all examples so far. */
  readonly runningLoss: boolean;
  /** The new value of a running mean or variance, from the old one and the one the layer gives. */
  readonly statistic: (change: {
    name: string;
    old: Node;
    now: Node;
    momentum: number;
    examples: number;
  }) => Node;
  /** Whether each gradient is added to those of all steps before. */
  readonly accumulates: boolean;
  readonly clip: (gradients: readonly Node[]) => readonly Node[];
  readonly rule: Rule;
  /** The rule for one parameter, where it has another one. */
  readonly ruleOf: (parameter: string, rule: Rule) => Rule;
  /** Parameters that stay as they are. */
  readonly frozen: (parameter: string) => boolean;
  /** The learning rate of a step; the first is 0. */
  readonly rate: (step: number, steps: number) => number;
  /** Matrices that lie the other way than the shapes of the trace say. */
  readonly turned: (parameter: string) => boolean;
  /** Whether a batch that is not full is left out, where batches are not recorded. */
  readonly dropLast: boolean;
  /** Half the distance from 1 to the next number: 2^-24 in float32. */
  readonly unit: number;
}

/** Training as it was said to be. */
export function setupOf(means: Means, unit: number): Setup {
  const { optimizer } = means;
  const kind = optimizerKind(optimizer.name) as FirstOrderKind;
  return {
    means,
    layers: means.network.layers,
    node: (node) => node,
    outputs: (outputs) => outputs,
    loss: (outputs, targets) => weightedLoss(means.loss, outputs, targets),
    penalty: (parameters) => penalty(means.penalty, parameters, "float64"),
    stated: (loss, extra) => ops.add(loss, extra),
    runningLoss: false,
    statistic: ({ now }) => now,
    accumulates: false,
    clip: (gradients) => clip(gradients, means.clipping),
    rule: { kind, settings: optimizer.settings },
    ruleOf: (_, rule) => rule,
    frozen: () => false,
    rate: (step, steps) => rateAt(optimizer.learningRate, step, steps),
    turned: () => false,
    dropLast: false,
    unit,
  };
}

/** Whether the loss adds over the examples, instead of taking their mean. */
export const isSum = ({ loss }: Means): boolean => lossKind(loss.name).reduction === "sum";

/** Whether the numbers of the loss are penalties too. */
export const isPenalized = ({ penalty: { l1, l2 } }: Means): boolean => l1 > 0 || l2 > 0;
