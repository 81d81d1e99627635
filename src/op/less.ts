import { comparison } from "./comparison.ts";

/** Whether a < b; false if either is NaN. */
export const less = comparison("less", {
  value: (k, a, b) => k.less(a, b),
  sign: "<",
});
