import { comparison } from "./comparison.ts";

/** Whether a > b; false if either is NaN. */
export const greater = comparison("greater", {
  value: (k, a, b) => k.less(b, a),
  sign: ">",
});
