import { fail } from "../base/error.ts";
import { didYouMean } from "../base/nearest.ts";

interface Range {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
}

/**
 * The number that an option was given; undefined where it was not.
 *
 * @throws ChainruleError `usage` for text that is no number, or one out of range
 */
export function realOption(flag: string, text: string | undefined, range: Range = {}): number | undefined {
  return read(flag, text, "a number", range, Number.isFinite);
}

/** The whole number that an option was given, from 0 unless said. */
export function countOption(
  flag: string,
  text: string | undefined,
  range: Range = { from: 0 },
): number | undefined {
  return read(flag, text, "a whole number", range, Number.isSafeInteger);
}

function read(
  flag: string,
  text: string | undefined,
  kind: string,
  { from = -Infinity, above = -Infinity, to = Infinity }: Range,
  holds: (value: number) => boolean,
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (holds(value) && value >= from && value > above && value <= to) return value;
  const bounds = [
    from > -Infinity && `from ${from}`,
    above > -Infinity && `above ${above}`,
    to < Infinity && `to ${to}`,
  ];
  return fail("usage", {
    who: flag,
    expected: [kind, ...bounds.filter(Boolean)].join(" "),
    got: `"${text}"`,
  });
}

/** One of a few words. */
export function choiceOption<const C extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly C[],
): C | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  return (
    found ??
    fail("usage", {
      who: flag,
      expected: `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`,
      got: `"${text}"`,
      fix: didYouMean(text, choices),
    })
  );
}

/** One of a few words that a command cannot do without: for `eject`, `--to` is `a language`. */
export function neededChoice<const C extends string>(
  command: string,
  flag: string,
  what: string,
  text: string | undefined,
  choices: readonly C[],
): C {
  return (
    choiceOption(flag, text, choices) ??
    fail("usage", {
      who: command,
      expected: `${flag} with ${what}`,
      got: "none",
      fix: `Known: ${choices.join(", ")}.`,
    })
  );
}

/** Names parted by commas. */
export const listOption = (text: string | undefined): string[] | undefined =>
  text?.split(",").map((name) => name.trim());
