import { ops } from "../../graph/build.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { flag, number } from "../settings.ts";
import type { FirstOrderKind, Optimizer } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { decayed, weightDecay } from "./weightDecay.ts";

export interface SgdSettings {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly [key: string]: unknown;
}

export const sgdKind: FirstOrderKind<SgdSettings> = {
  kind: "firstOrder",
  name: "sgd",
  learningRate: 0.1,
  settings: {
    momentum: number(0, { from: 0, below: 1 }),
    nesterov: flag(false),
    weightDecay,
  },
  slots: ({ momentum }) => (momentum > 0 ? ["velocity"] : []),
  update({ parameter, gradient, learningRate, slots, settings }) {
    const { momentum, nesterov } = settings;
    const g = decayed(gradient, parameter, settings);
    if (momentum === 0) return { parameter: ops.sub(parameter, ops.mul(learningRate, g)), slots: {} };
    const velocity = ops.add(ops.mul(momentum, slots.velocity!), g);
    const direction = nesterov ? ops.add(g, ops.mul(momentum, velocity)) : velocity;
    return { parameter: ops.sub(parameter, ops.mul(learningRate, direction)), slots: { velocity } };
  },
};

/**
 * Stochastic gradient descent: `p - learningRate g`; with momentum `v = momentum v + g`, `p - learningRate v`
 * (Polyak 1964); Nesterov's form steps along `g + momentum v` (Sutskever et al. 2013, as PyTorch has it).
 *
 * @throws ChainruleError `usage` for a learning rate or a setting out of range
 *
 * @example
 * sgd(1.2).learningRate; // 1.2
 */
export function sgd(
  learningRate: number | Schedule = sgdKind.learningRate,
  settings: Partial<SgdSettings> = {},
): Optimizer {
  return optimizerOf(sgdKind, learningRate, settings);
}
