import { fail } from "../../base/error.ts";
import type { Call } from "../call.ts";
import { complete, type Setting } from "../settings.ts";
import type { Schedule, ScheduleKind } from "./schedule.ts";

export interface Piecewise extends Schedule {
  readonly schedule: "piecewise";
  /** One more than there are boundaries. */
  readonly rates: readonly number[];
  /** Steps at which the next rate begins, ascending. */
  readonly boundaries: readonly number[];
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((x) => Number.isFinite(x));

const rates: Setting<readonly number[]> = {
  default: [0.1],
  expected: "a list of numbers above 0",
  holds: (value) => isNumbers(value) && value.length > 0 && value.every((rate) => rate > 0),
};

const boundaries: Setting<readonly number[]> = {
  default: [],
  expected: "a list of whole numbers above 0, each larger than the one before",
  holds: (value) =>
    isNumbers(value) && value.every((at, i) => Number.isInteger(at) && at > (i === 0 ? 0 : value[i - 1]!)),
};

export const piecewiseKind: ScheduleKind<Piecewise> = {
  name: "piecewise",
  settings: { rates, boundaries },
  read,
  check({ rates, boundaries }) {
    if (rates.length !== boundaries.length + 1)
      fail("usage", {
        who: "piecewise",
        expected: "one rate more than boundaries",
        got: `${rates.length} and ${boundaries.length}`,
      });
  },
  rate: (schedule, step) => schedule.rates[schedule.boundaries.filter((at) => at <= step).length]!,
};

/**
 * `rates[0]` up to the first boundary, `rates[i]` from `boundaries[i - 1]` on.
 *
 * @throws ChainruleError `usage` for rates that are not above 0, boundaries that do not ascend, or a wrong count
 *
 * @example
 * rateAt(piecewise([0.1, 0.01], [100]), 100, 1000); // 0.01
 */
export function piecewise(list: readonly number[], at: readonly number[]): Piecewise {
  const settings = complete("piecewise", piecewiseKind.settings, { rates: list, boundaries: at });
  piecewiseKind.check!(settings);
  return { schedule: "piecewise", ...settings };
}

function read({ values }: Call): Piecewise {
  const [first, ...rest] = values.map(({ value }) => value);
  const pairs = rest.map((pair) => String(pair).split(":").map(Number));
  if (values.some(({ name }) => name !== undefined) || pairs.some((pair) => pair.length !== 2))
    fail("usage", {
      who: "piecewise",
      expected: 'a rate, then pairs of a step and its rate: "piecewise(0.1,100:0.01)"',
      got: values.map(({ value }) => value).join(","),
    });
  return piecewise(
    [first as number, ...pairs.map(([, rate]) => rate!)],
    pairs.map(([at]) => at!),
  );
}
