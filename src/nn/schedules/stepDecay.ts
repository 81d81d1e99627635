import { complete, number, whole } from "../settings.ts";
import { initial } from "./initial.ts";
import { power } from "./power.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";

export interface StepDecay extends Schedule {
  readonly schedule: "stepDecay";
  readonly initial: number;
  readonly every: number;
  readonly factor: number;
}

export const stepDecayKind: ScheduleKind<StepDecay> = {
  name: "stepDecay",
  settings: {
    initial,
    every: whole(1000, { from: 1 }),
    factor: number(0.5, { above: 0, to: 1 }),
  },
  rate: ({ initial: rate, every, factor }, step) => rate * power(factor, Math.floor(step / every)),
};

/**
 * `initial factor^floor(step / every)`.
 *
 * @throws ChainruleError `usage` for a setting out of range
 *
 * @example
 * rateAt(stepDecay(0.1, { every: 100 }), 250, 1000); // 0.025
 */
export const stepDecay = (
  rate: number,
  settings: { readonly every?: number; readonly factor?: number } = {},
): StepDecay => ({
  schedule: "stepDecay",
  ...complete("stepDecay", stepDecayKind.settings, { initial: rate, ...settings }),
});
