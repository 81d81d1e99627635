import { ops } from "../../graph/build.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { number } from "../settings.ts";
import { type AdamSettings, adamScalars, adamSettings, adamStep } from "./adam.ts";
import type { FirstOrderKind, Optimizer } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";

export const adamWKind: FirstOrderKind<AdamSettings> = {
  kind: "firstOrder",
  name: "adamW",
  learningRate: 0.001,
  settings: {
    ...adamSettings,
    weightDecay: number(0.01, { from: 0 }),
  },
  slots: () => ["mean", "square"],
  scalars: adamScalars,
  update(context) {
    const { parameter, gradient, learningRate, settings } = context;
    const { step, slots } = adamStep(gradient, context);
    const kept = ops.sub(1, ops.mul(settings.weightDecay, learningRate));
    const decayed = settings.weightDecay === 0 ? parameter : ops.mul(kept, parameter);
    return { parameter: ops.sub(decayed, ops.mul(learningRate, step)), slots };
  },
};

/**
 * AdamW (Loshchilov & Hutter 2019): the step of adam, and apart from it `p (1 - learningRate weightDecay)`, so that
 * parameters with large gradients decay like all others.
 *
 * @throws ChainruleError `usage` for a learning rate or a setting out of range
 *
 * @example
 * adamW(0.001, { weightDecay: 0.1 }).name; // "adamW"
 */
export const adamW = (
  learningRate: number | Schedule = adamWKind.learningRate,
  settings: Partial<AdamSettings> = {},
): Optimizer => optimizerOf(adamWKind, learningRate, settings);
