import { lookUp, parseCall, settingsOf } from "../call.ts";
import { complete } from "../settings.ts";
import { cosineKind } from "./cosine.ts";
import { exponentialDecayKind } from "./exponentialDecay.ts";
import { initial } from "./initial.ts";
import { linearWarmupKind } from "./linearWarmup.ts";
import { piecewiseKind } from "./piecewise.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";
import { stepDecayKind } from "./stepDecay.ts";

/**
 * The table of schedules: one file and one line for each.
 *
 * @example
 * Object.keys(schedules); // ["stepDecay", "exponentialDecay", "cosine", "linearWarmup", "piecewise"]
 */
export const schedules: Readonly<Record<string, ScheduleKind>> = {
  stepDecay: stepDecayKind,
  exponentialDecay: exponentialDecayKind,
  cosine: cosineKind,
  linearWarmup: linearWarmupKind,
  piecewise: piecewiseKind,
};

/**
 * The learning rate of step `step` (the first is 0) of `steps` in all.
 *
 * @throws ChainruleError `usage` for an unknown schedule
 *
 * @example
 * rateAt(0.1, 50, 100); // 0.1
 * rateAt(cosine(0.1), 50, 100); // 0.05
 */
export const rateAt = (learningRate: number | Schedule, step: number, steps: number): number =>
  typeof learningRate === "number"
    ? learningRate
    : lookUp("schedule", schedules, learningRate.schedule).rate(learningRate, step, steps);

/**
 * A learning rate as people write it: `0.1`, `cosine(0.1,warmup=100)`, `piecewise(0.1,100:0.01)`.
 *
 * @throws ChainruleError `usage` for a rate that is not above 0, an unknown schedule or setting
 *
 * @example
 * parseLearningRate("0.1"); // 0.1
 */
export function parseLearningRate(text: string): number | Schedule {
  const rate = Number(text);
  if (text.trim() !== "" && !Number.isNaN(rate))
    return complete("learning", { rate: initial }, { rate }).rate;
  const call = parseCall("learning rate", text);
  const kind = lookUp("schedule", schedules, call.name);
  const settings = kind.read?.(call) ?? settingsOf(kind.name, call, kind.settings);
  return { ...settings, schedule: kind.name };
}
