import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import { parseLearningRate, schedules } from "./index.ts";
import type { Schedule } from "./schedule.ts";

/**
 * {@link parseLearningRate} for a place where people write one, which `who` names.
 *
 * @throws ChainruleError `usage` for what is neither a number nor a schedule, else as `parseLearningRate`
 */
export function readLearningRate(who: string, text: string): number | Schedule {
  const name = text.split("(")[0]!.trim();
  if (name === "" || (Number.isNaN(Number(text)) && !Object.hasOwn(schedules, name)))
    fail("usage", {
      who,
      expected: "a number or a schedule",
      got: `"${text}"`,
      fix: suggest(name, Object.keys(schedules)),
    });
  return parseLearningRate(text);
}
