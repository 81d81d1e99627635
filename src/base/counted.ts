/**
 * A number of things, in words.
 *
 * @param count as a number, or as it is shown: `"1,000"`
 *
 * @example
 * counted(1, "epoch"); // "1 epoch"
 * counted("1,000", "epoch"); // "1,000 epochs"
 */
export const counted = (count: number | string, what: string): string =>
  `${count} ${what}${String(count) === "1" ? "" : "s"}`;
