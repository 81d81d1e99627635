import { fail } from "./error.ts";
import { isRecord } from "./isRecord.ts";
import { suggest } from "./nearest.ts";
import { showValue } from "./showValue.ts";

/**
 * Checks what a function was called with by name: a misspelled name would leave its default in force, unseen.
 *
 * @param example how they are written: `{ backend: wasm }`
 * @param what what one of them is called
 * @param advise what to do about a name that is not known
 * @throws ChainruleError `usage` for what is no record, and for a name that is not known, with the nearest that is
 *
 * @example
 * requireOptions("predict", {}, ["backend"], "{ backend: wasm }");
 */
export function requireOptions(
  who: string,
  given: unknown,
  known: readonly string[],
  example: string,
  what = "option",
  advise = suggest,
): void {
  if (!isRecord(given))
    fail("usage", { who, expected: `${what}s such as ${example}`, got: showValue(given) });
  for (const name of Object.keys(given))
    if (!known.includes(name))
      fail("usage", { who, expected: `a known ${what}`, got: `"${name}"`, fix: advise(name, known) });
}
