import { formatNumber } from "../../src/explain/document/numbers.ts";

/** A count with its thousands apart: `10,000`. */
export const count = (n: number): string => Math.round(n).toLocaleString("en-US");

/** A number as the explanations write it. */
export const short = (value: number): string => (Number.isNaN(value) ? "–" : formatNumber(value, 4));

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
