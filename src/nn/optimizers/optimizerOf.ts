import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";
import { lookUp } from "../call.ts";
import { schedules } from "../schedules/index.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { complete, type Settings } from "../settings.ts";
import type { Optimizer, OptimizerKind } from "./optimizer.ts";

/**
 * An optimizer of a kind, checked: its constructors, its text and records written by hand all come through here.
 *
 * @throws ChainruleError `usage` that names the optimizer, for a learning rate or a setting that may not be
 */
export const optimizerOf = <S extends Settings>(
  kind: OptimizerKind<S>,
  learningRate: number | Schedule,
  given: Partial<S>,
): Optimizer => ({
  name: kind.name,
  learningRate: checkRate(kind.name, learningRate),
  settings: complete(kind.name, kind.settings, given),
});

/** A rate of 0 is allowed: it trains nothing, but measures what training would start from. */
function checkRate(optimizer: string, rate: unknown): number | Schedule {
  if (typeof rate === "number" && rate >= 0 && Number.isFinite(rate)) return rate;
  if (typeof rate !== "object" || rate === null || !("schedule" in rate))
    return fail("usage", {
      who: `${optimizer} learning rate`,
      expected: "a number from 0 or a schedule such as cosine(0.1)",
      got: showValue(rate),
    });
  const { schedule, ...settings } = rate;
  const kind = lookUp("schedule", schedules, String(schedule));
  const known = complete(kind.name, kind.settings, settings);
  kind.check?.(known);
  return { schedule: kind.name, ...known };
}
