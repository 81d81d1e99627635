import { fail } from "../base/error.ts";
import { requireOptions } from "../base/requireOptions.ts";
import { showValue } from "../base/showValue.ts";

/** What a setting may be. Written once; the check and the message come from it. */
export interface Setting<T> {
  readonly default: T;
  /** What must hold, as it reads after "expected": `a number above 0`. */
  readonly expected: string;
  holds(value: unknown): boolean;
}

/** A number in a range. `above` excludes its bound, `from` includes it; `to` and `below` likewise. */
export function number(
  initial: number,
  range: {
    readonly above?: number;
    readonly from?: number;
    readonly below?: number;
    readonly to?: number;
  } = {},
): Setting<number> {
  const bounds = Object.entries(range).map(([word, bound]) => `${word} ${bound}`);
  return {
    default: initial,
    expected: ["a number", bounds.join(" and ")].filter(Boolean).join(" "),
    holds: (value) =>
      typeof value === "number" &&
      Number.isFinite(value) &&
      (range.above === undefined || value > range.above) &&
      (range.from === undefined || value >= range.from) &&
      (range.below === undefined || value < range.below) &&
      (range.to === undefined || value <= range.to),
  };
}

/** A whole number in a range. */
export function whole(initial: number, range: Parameters<typeof number>[1] = {}): Setting<number> {
  const setting = number(initial, range);
  return {
    ...setting,
    expected: setting.expected.replace("a number", "a whole number"),
    holds: (value) => Number.isInteger(value) && setting.holds(value),
  };
}

/** True or false. */
export const flag = (initial: boolean): Setting<boolean> => ({
  default: initial,
  expected: "true or false",
  holds: (value) => typeof value === "boolean",
});

export type Settings = Readonly<Record<string, unknown>>;
export type SettingsTable<S extends Settings> = { readonly [K in keyof S]: Setting<S[K]> };

/**
 * The given settings completed with defaults.
 *
 * @throws ChainruleError `usage` for what is no record, an unknown name (with the nearest right one) or a value that
 *   may not be
 */
export function complete<S extends Settings>(who: string, table: SettingsTable<S>, given: Partial<S>): S {
  const known = Object.keys(table);
  requireOptions(who, given, known, `{ ${known.join(", ")} }`, "setting");
  return Object.fromEntries(
    known.map((key) => {
      const setting = table[key as keyof S];
      const value = given[key as keyof S] ?? setting.default;
      if (!setting.holds(value))
        fail("usage", {
          who: `${who} ${key}`,
          expected: setting.expected,
          got: showValue(value),
        });
      return [key, value];
    }),
  ) as S;
}
