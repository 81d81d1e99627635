import { cos } from "../../data/trigonometry.ts";
import { complete, number, whole } from "../settings.ts";
import { initial } from "./initial.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";
import { warming } from "./warmup.ts";

export interface Cosine extends Schedule {
  readonly schedule: "cosine";
  readonly initial: number;
  readonly warmup: number;
  readonly final: number;
}

export const cosineKind: ScheduleKind<Cosine> = {
  name: "cosine",
  settings: {
    initial,
    warmup: whole(0, { from: 0 }),
    final: number(0, { from: 0 }),
  },
  rate({ initial: rate, warmup, final }, step, steps) {
    if (step < warmup) return rate * warming(step, warmup);
    const progress = Math.min(1, (step - warmup) / Math.max(steps - warmup, 1));
    return final + (rate - final) * (0.5 + 0.5 * cos(Math.PI * progress));
  },
};

/**
 * `final + (initial - final) (1 + cos(pi t)) / 2`, where t goes from 0 after the warmup to 1 after the last step
 * (Loshchilov & Hutter 2017, without restarts). In the warmup the rate rises in a straight line.
 *
 * @throws ChainruleError `usage` for a setting out of range
 *
 * @example
 * rateAt(cosine(0.1, { warmup: 10 }), 4, 100); // 0.05
 */
export const cosine = (
  rate: number,
  settings: { readonly warmup?: number; readonly final?: number } = {},
): Cosine => ({
  schedule: "cosine",
  ...complete("cosine", cosineKind.settings, { initial: rate, ...settings }),
});
