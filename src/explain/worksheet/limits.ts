import { fail } from "../../base/error.ts";
import type { Entry, Trace } from "../trace/trace.ts";

/** Numbers that may be asked for: at half a minute each, an hour's work. */
const mostNumbers = 120;

/** The values of an update that are to be calculated, in the order of the update. */
export const asked = ({ entries }: Trace): readonly Entry[] => entries.filter(({ role }) => role !== "data");

/**
 * Refuses an update that nobody would follow by hand.
 *
 * @throws ChainruleError `usage` for too many numbers, or a value whose formula is too long or drawn at random
 */
export function requireSmall(trace: Trace): void {
  const count = asked(trace).reduce((sum, { value }) => sum + value.size, 0);
  const { batch } = trace.place;
  if (count > mostNumbers)
    fail("usage", {
      who: "worksheet",
      expected: `at most ${mostNumbers} numbers to calculate, which is an hour's work,`,
      got: `${count}`,
      fix: `Take ${batch > 1 ? "one example alone (sample: 0, or --sample 0), or " : ""}a network with fewer units.`,
    });
  const long = asked(trace).find(({ numbers }) => numbers.length === 0);
  if (long)
    fail("usage", {
      who: "worksheet",
      expected: "values that can be calculated by hand",
      got: `${long.name}, whose formula is too long or drawn at random`,
      fix: "Leave out dropout and batch norms, and train with sgd, without clipping.",
    });
}
