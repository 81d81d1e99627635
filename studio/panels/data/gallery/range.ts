import type { OptionSpec } from "../../../../src/data/options.ts";

/** What a slider of an option goes through. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Around the default, within what is allowed; wide enough for the value that is set. */
export function rangeOf({ default: usual, min, max, integer }: OptionSpec, value: number): Range {
  const wide = 5 * (Math.abs(usual) || 1);
  const low = Math.min(value, Math.max(min, -wide));
  const high = Math.max(value, Math.min(max, wide));
  const step = integer ? 1 : 10 ** Math.floor(Math.log10(high - low || 1)) / 100;
  return { min: low, max: high, step };
}
