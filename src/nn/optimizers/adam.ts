import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { number } from "../settings.ts";
import { movingAverage } from "./movingAverage.ts";
import type { FirstOrderKind, Optimizer, UpdateContext } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { decayed, weightDecay } from "./weightDecay.ts";

export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly [key: string]: unknown;
}

/** The part of adam and adamW that is the same: how far to go, and what is remembered. */
export const adamSettings = {
  beta1: number(0.9, { from: 0, below: 1 }),
  beta2: number(0.999, { from: 0, below: 1 }),
  epsilon: number(1e-8, { above: 0 }),
};

/**
 * `1 - beta^t` of step t, by which a mean that began at 0 is divided. Carried as such and not as beta^t, because in
 * float32 the difference from 1 would lose the first digits of a beta near 1.
 */
export const adamScalars = ({ beta1, beta2 }: AdamSettings) => ({
  correction1: correction(beta1),
  correction2: correction(beta2),
});

const correction = (beta: number) => ({
  initial: 1 - beta,
  next: (now: Node) => ops.add(ops.mul(beta, now), 1 - beta),
});

export function adamStep(g: Node, { slots, scalars, settings }: UpdateContext<AdamSettings>) {
  const { beta1, beta2, epsilon } = settings;
  const mean = movingAverage(beta1, slots.mean!, g);
  const square = movingAverage(beta2, slots.square!, ops.square(g));
  const expected = ops.div(mean, scalars.correction1!);
  const size = ops.sqrt(ops.div(square, scalars.correction2!));
  return { step: ops.div(expected, ops.add(size, epsilon)), slots: { mean, square } };
}

export const adamKind: FirstOrderKind<AdamSettings> = {
  kind: "firstOrder",
  name: "adam",
  learningRate: 0.001,
  settings: { ...adamSettings, weightDecay },
  slots: () => ["mean", "square"],
  scalars: adamScalars,
  update(context) {
    const { parameter, gradient, learningRate, settings } = context;
    const { step, slots } = adamStep(decayed(gradient, parameter, settings), context);
    return { parameter: ops.sub(parameter, ops.mul(learningRate, step)), slots };
  },
};

/**
 * Adam (Kingma & Ba 2015): `m = beta1 m + (1 - beta1) g`, `v = beta2 v + (1 - beta2) g^2`,
 * `p - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`. As PyTorch has it.
 *
 * @throws ChainruleError `usage` for a learning rate or a setting out of range
 *
 * @example
 * adam(0.01, { beta1: 0.8 }).name; // "adam"
 */
export const adam = (
  learningRate: number | Schedule = adamKind.learningRate,
  settings: Partial<AdamSettings> = {},
): Optimizer => optimizerOf(adamKind, learningRate, settings);
