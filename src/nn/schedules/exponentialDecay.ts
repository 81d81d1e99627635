import { complete, number, whole } from "../settings.ts";
import { initial } from "./initial.ts";
import { power } from "./power.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";

export interface ExponentialDecay extends Schedule {
  readonly schedule: "exponentialDecay";
  readonly initial: number;
  readonly factor: number;
  readonly every: number;
}

export const exponentialDecayKind: ScheduleKind<ExponentialDecay> = {
  name: "exponentialDecay",
  settings: {
    initial,
    factor: number(0.96, { above: 0, to: 1 }),
    every: whole(1, { from: 1 }),
  },
  rate: ({ initial: rate, factor, every }, step) => rate * power(factor, step / every),
};

/**
 * `initial factor^(step / every)`.
 *
 * @throws ChainruleError `usage` for a setting out of range
 *
 * @example
 * rateAt(exponentialDecay(0.1, { factor: 0.25, every: 100 }), 50, 1000); // 0.05
 */
export const exponentialDecay = (
  rate: number,
  settings: { readonly factor?: number; readonly every?: number } = {},
): ExponentialDecay => ({
  schedule: "exponentialDecay",
  ...complete("exponentialDecay", exponentialDecayKind.settings, { initial: rate, ...settings }),
});
