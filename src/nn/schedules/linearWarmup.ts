import { complete, whole } from "../settings.ts";
import { initial } from "./initial.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";
import { warming } from "./warmup.ts";

export interface LinearWarmup extends Schedule {
  readonly schedule: "linearWarmup";
  readonly initial: number;
  readonly warmup: number;
}

export const linearWarmupKind: ScheduleKind<LinearWarmup> = {
  name: "linearWarmup",
  settings: { initial, warmup: whole(100, { from: 0 }) },
  rate: ({ initial: rate, warmup }, step) => rate * warming(step, warmup),
};

/**
 * `initial (step + 1) / warmup` for the first `warmup` steps, then `initial`.
 *
 * @throws ChainruleError `usage` for a setting out of range
 *
 * @example
 * rateAt(linearWarmup(0.1, { warmup: 4 }), 1, 100); // 0.05
 */
export const linearWarmup = (rate: number, settings: { readonly warmup?: number } = {}): LinearWarmup => ({
  schedule: "linearWarmup",
  ...complete("linearWarmup", linearWarmupKind.settings, { initial: rate, ...settings }),
});
