import { ops } from "../../graph/build.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { flag, number } from "../settings.ts";
import { movingAverage } from "./movingAverage.ts";
import type { FirstOrderKind, Optimizer } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { decayed, weightDecay } from "./weightDecay.ts";

export interface RmsPropSettings {
  readonly decay: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly [key: string]: unknown;
}

export const rmsPropKind: FirstOrderKind<RmsPropSettings> = {
  kind: "firstOrder",
  name: "rmsProp",
  learningRate: 0.01,
  settings: {
    decay: number(0.99, { from: 0, below: 1 }),
    momentum: number(0, { from: 0, below: 1 }),
    centered: flag(false),
    epsilon: number(1e-8, { above: 0 }),
    weightDecay,
  },
  slots: ({ momentum, centered }) => [
    "square",
    ...(centered ? ["mean"] : []),
    ...(momentum > 0 ? ["velocity"] : []),
  ],
  update({ parameter, gradient, learningRate, slots, settings }) {
    const { decay, momentum, centered, epsilon } = settings;
    const g = decayed(gradient, parameter, settings);
    const square = movingAverage(decay, slots.square!, ops.square(g));
    const mean = centered ? { mean: movingAverage(decay, slots.mean!, g) } : {};
    // Rounding may leave less than 0 where the gradient hardly changes.
    const spread = mean.mean ? ops.maximum(ops.sub(square, ops.square(mean.mean)), 0) : square;
    const step = ops.div(g, ops.add(ops.sqrt(spread), epsilon));
    const velocity = momentum > 0 ? { velocity: ops.add(ops.mul(momentum, slots.velocity!), step) } : {};
    return {
      parameter: ops.sub(parameter, ops.mul(learningRate, velocity.velocity ?? step)),
      slots: { square, ...mean, ...velocity },
    };
  },
};

/**
 * RMSProp (Hinton 2012, lecture 6e): `v = decay v + (1 - decay) g^2`, `p - learningRate g / (sqrt(v) + epsilon)`;
 * centered takes the square of the mean gradient off v (Graves 2013). As PyTorch has it.
 *
 * @throws ChainruleError `usage` for a learning rate or a setting out of range
 *
 * @example
 * rmsProp(0.001, { decay: 0.9 }).name; // "rmsProp"
 */
export const rmsProp = (
  learningRate: number | Schedule = rmsPropKind.learningRate,
  settings: Partial<RmsPropSettings> = {},
): Optimizer => optimizerOf(rmsPropKind, learningRate, settings);
