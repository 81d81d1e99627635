import { comparison } from "./comparison.ts";

/** Whether a <= b; false if either is NaN. */
export const lessEqual = comparison("lessEqual", {
  value: (k, a, b) => k.lessEqual(a, b),
  sign: "<=",
  latex: "\\le",
});
